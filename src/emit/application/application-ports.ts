import type { Model } from '../../model/model.ts';
import { hasFiles, hasSagas, hasSequences } from '../features.ts';
import { code } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of, service } from '../typescript/symbols.ts';
import { ports } from './deps.ts';

/** Everything that handlers are made of, by name. */
export function applicationPorts(model: Model): readonly Code[] {
  const all: readonly (readonly [string, Code])[] = [
    ...model.roots.map(
      (root) => [of.port(root), code`${of.repository(root)} & ${of.reader(root)}`] as const,
    ),
    ...model.services.map((one) => [one.camel, code`${service.port(one)}`] as const),
    ...[
      ports.unitOfWork,
      ...(hasFiles(model) ? [ports.files] : []),
      ...(hasSagas(model) ? [ports.sagas] : []),
      ...(hasSequences(model) ? [ports.sequences] : []),
      ...(model.auth === null ? [] : [ports.attempts, ports.sessions]),
    ].map(({ name, type }) => [name, type] as const),
  ];
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => code`readonly ${name}: ${type};`);
}
