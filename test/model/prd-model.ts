import { readFileSync } from 'node:fs';
import { DiagnosticError } from '../../src/diagnostic.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { buildModel } from '../../src/model/index.ts';
import type { Command, Entity, Field, Model } from '../../src/model/index.ts';
import { read } from '../prd/prd-text.ts';

/** A PRD of these lines; entities begin at line 5 when nothing else is given. */
export function prd(lines: string): string {
  return `---\nprd: 1\nname: demo\nlang: en\n${lines}\n---\n# Demo\n`;
}

export function modelOf(text: string): Model {
  return buildModel(read(text)).model;
}

export function fixture(name: string): Model {
  return modelOf(readFileSync(new URL(`../../fixtures/${name}/PRD.md`, import.meta.url), 'utf8'));
}

/** All that is said about a text, errors or warnings. */
export function saidOf(text: string): readonly Diagnostic[] {
  try {
    return buildModel(read(text)).warnings;
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

/** Each as `line:column code`. */
export function problemsOf(text: string): string[] {
  return saidOf(text).map(({ at, code }) => `${at?.start.line}:${at?.start.column} ${code}`);
}

export function entityOf(model: Model, code: string): Entity {
  const found = model.entities.find((one) => one.names.code === code);
  if (!found) throw new Error(`no entity ${code}`);
  return found;
}

export function fieldOf(entity: Entity, name: string): Field {
  const found = entity.fields.find((one) => one.name === name);
  if (!found) throw new Error(`no field ${entity.names.code}.${name}`);
  return found;
}

export function commandOf(entity: Entity, name: string): Command {
  const found = entity.commands.find((one) => one.name === name);
  if (!found) throw new Error(`no command ${entity.names.code}.${name}`);
  return found;
}
