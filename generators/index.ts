import type { Generator } from '../src/cli/generator.ts';
import { api } from './api.ts';
import { backend } from './backend.ts';
import { database } from './database.ts';
import { deploy } from './deploy.ts';
import { monitor } from './monitor.ts';
import { newProject } from './new.ts';
import { prdCheck } from './prd-check.ts';
import { prdFmt } from './prd-fmt.ts';
import { prdSchema } from './prd-schema.ts';
import { resolve } from './resolve.ts';
import { status } from './status.ts';
import { test } from './test.ts';
import { undo } from './undo.ts';

/** In the order of the help. */
export const generators: readonly Generator[] = [
  backend,
  api,
  database,
  deploy,
  test,
  monitor,
  newProject,
  prdCheck,
  prdFmt,
  prdSchema,
  status,
  resolve,
  undo,
];
