import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import type { Left, Risk } from '../model/model.ts';
import { LOCAL_FOLDER } from '../state/index.ts';
import type { Summary } from './summary.ts';

/** What a run found out from its input, kept so that the next one need not read the PRD again. */
export interface Facts {
  readonly input: string;
  readonly lang: Lang;
  readonly warnings: readonly Diagnostic[];
  readonly left: readonly Left[];
  readonly risks: readonly Risk[];
  readonly summary: Summary;
  /** Paths in the state that the PRD no longer asks for. */
  readonly orphans: readonly string[];
}

export function localFile(root: string, name: string): string {
  return join(root, LOCAL_FOLDER, name);
}

/** Those of exactly this input, or null. */
export function readFacts(root: string, input: string): Facts | null {
  try {
    const facts: Facts = JSON.parse(readFileSync(localFile(root, 'facts.json'), 'utf8'));
    return facts.input === input ? facts : null;
  } catch {
    return null;
  }
}

/** Not being able to keep them costs the next run some time and nothing else. */
export function writeFacts(root: string, facts: Facts): void {
  const file = localFile(root, 'facts.json');
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(facts));
  } catch {
    return;
  }
}
