import type { Field, Model } from '../../model/model.ts';
import { isSecret } from '../features.ts';

/** A member that logs must not show as it is. */
export interface HiddenMember {
  readonly name: string;
  readonly kind: 'secret' | 'personal';
}

/** What every service has. */
const ALWAYS_SECRET = [
  'accessToken',
  'authorization',
  'cookie',
  'password',
  'passwordHash',
  'refreshToken',
  'token',
];

/** By name; a name that is secret in one place is so everywhere. */
export function hiddenMembers(model: Model): readonly HiddenMember[] {
  const kinds = new Map<string, HiddenMember['kind']>();
  for (const field of fieldsOf(model).filter((one) => one.pii)) {
    for (const name of namesOf(field)) kinds.set(name, 'personal');
  }
  for (const field of fieldsOf(model).filter(isSecret)) {
    for (const name of namesOf(field)) kinds.set(name, 'secret');
  }
  for (const name of ALWAYS_SECRET) kinds.set(name, 'secret');
  return [...kinds]
    .map(([name, kind]) => ({ name, kind }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a request may hold that nobody may keep. */
export function secretMembers(model: Model): readonly string[] {
  const inputs = model.roots.flatMap((root) =>
    root.commands.flatMap((command) => command.inputs.map(({ shape }) => shape)),
  );
  const secret = [...fieldsOf(model), ...inputs].filter(isSecret);
  return [...new Set(secret.map(({ member }) => member))].sort();
}

function fieldsOf(model: Model): readonly Field[] {
  return [...model.entities, ...model.values].flatMap((one) => one.fields);
}

/** In JSON, in the aggregate and in its columns. */
function namesOf(field: Field): readonly string[] {
  return [
    ...new Set([
      field.member,
      field.stateMember,
      ...field.columns.filter((column) => column.path.length === 0).map((column) => column.name),
    ]),
  ];
}
