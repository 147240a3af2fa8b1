import type { Entity, Model } from '../../model/model.ts';
import { code, join, type } from '../typescript/code.ts';
import type { Code, Hole } from '../typescript/code.ts';
import { kernel, of, paths } from '../typescript/symbols.ts';
import { customFields } from './field-rights.ts';
import { authPaths } from './signatures.ts';

/** One key of a handler's `deps`, and the port that stands there. */
export interface Port {
  readonly name: string;
  readonly type: Code;
}

export const ports = {
  repository: (entity: Entity): Port => port(of.port(entity), of.repository(entity)),
  reader: (entity: Entity): Port => port(of.port(entity), of.reader(entity)),
  attempts: port('attempts', type('Attempts', paths.attempts)),
  unitOfWork: port('unitOfWork', kernel.UnitOfWork),
  files: port('files', type('FileStorage', paths.fileStorage)),
  sagas: port('sagas', type('SagaRuns', paths.sagaRuns)),
  sequences: port('sequences', type('Sequences', paths.sequences)),
  sessions: port('sessions', type('Sessions', authPaths.sessions)),
};

export const allPorts = type('Ports', paths.application);

function port(name: string, portType: Hole): Port {
  return { name, type: code`${portType}` };
}

/** The ports that go by these keys. */
export function portsNamed(names: readonly string[], model: Model): readonly Port[] {
  return names.map((name) => {
    if (name === 'sequences') return ports.sequences;
    const entity = model.roots.find((root) => of.port(root) === name);
    if (entity === undefined) throw new Error(`no port ${name}`);
    return ports.repository(entity);
  });
}

/** `interface Deps`, by name; what stands under one key in two roles is both. */
export function depsInterface(list: readonly Port[]): Code {
  const byName = new Map<string, Code[]>();
  for (const { name, type: one } of list) {
    const types = byName.get(name) ?? [];
    if (!types.some((known) => sameText(known, one))) byName.set(name, [...types, one]);
  }
  const members = [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, types]) => code`readonly ${name}: ${join(types, ' & ')};`);
  return code`interface Deps {\n${members}\n}`;
}

/** A handler whose answers its owner adds to may need any port. */
export function depsOf(
  entity: Entity,
  list: readonly Port[],
): { type: Hole; declaration: Code | null } {
  return customFields(entity).length > 0
    ? { type: allPorts, declaration: null }
    : { type: 'Deps', declaration: depsInterface(list) };
}

function sameText(a: Code, b: Code): boolean {
  const text = (one: Code): string =>
    one.parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
  return text(a) === text(b);
}
