import { wordsOf } from '../prd/index.ts';
import type { CommandSyntax, Document, EntitySyntax } from '../prd/index.ts';
import { upperFirst } from './names.ts';
import type { Hole } from './unread.ts';

export const tenancyCodes: readonly string[] = [
  'no_tenants',
  'shared_refers_to_tenant',
  'seed_without_tenant',
  'limit_without_tenant',
];

interface Section {
  /** Names that come with it, without being written there. */
  readonly names?: readonly string[];
  /** Problems of what is absent, which may stand in the hole. */
  readonly codes?: readonly string[];
}

/** Those of which the rest is known without them; without another the whole entity is unknown. */
const sections: Readonly<Record<string, Section>> = {
  fields: {
    names: ['update', 'changePassword', 'assignRole', 'revokeRole'],
    codes: ['password_without_identifier', 'seed_without_key', 'event_never_emitted', 'no_access'],
  },
  states: { names: ['status'], codes: ['event_never_emitted'] },
  moves: { codes: ['event_never_emitted'] },
  rules: {},
  unique: {},
  index: {},
  commands: { codes: ['event_never_emitted', 'no_access', 'no_owner', 'every_without_system'] },
  queries: { codes: ['no_access', 'no_owner'] },
  access: { codes: ['no_access', 'no_owner'] },
  owner: { codes: ['no_access', 'no_owner', 'never_filled', 'no_argument'] },
  crud: {
    names: ['create', 'update', 'delete', 'restore', 'get', 'list'],
    codes: ['event_never_emitted'],
  },
  softDelete: { names: ['deletedAt', 'restore'] },
  audit: { names: ['history'] },
  tenancy: { codes: tenancyCodes },
};

/** It may own others, which then need no rights of their own. */
export const unknownEntity: ReadonlySet<string> = new Set(['event_never_emitted', 'no_access']);

/** Keys of a command that say nothing of its others; another may be of anything that follows it. */
const ofCommand = ['by', 'input', 'when', 'sets', 'emits', 'returns', 'every', 'idempotent'];

export function holeInEntity(
  document: Document,
  entity: EntitySyntax,
  path: readonly string[],
  words: readonly string[],
): Hole {
  const { code } = entity.name;
  const section = sectionOf(path);
  if (!section) {
    const { start, end } = entity.at;
    return {
      names: [...words, ...wordsOf(document.text.slice(start.offset, end.offset))],
      codes: unknownEntity,
      without: (whole) => ({
        ...whole,
        entities: whole.entities.filter((one) => one.name.code !== code),
      }),
    };
  }
  return {
    names: [...words, ...path.slice(1), ...(section.names ?? []), ...impliedBy(entity, path)],
    codes: new Set(section.codes),
    without: (whole) => ({
      ...whole,
      entities: whole.entities.map((one) => (one.name.code === code ? change(one, path) : one)),
    }),
  };
}

function sectionOf([key = '', name, part]: readonly string[]): Section | null {
  const isVague =
    (key === 'fields' && name === undefined) ||
    (key === 'commands' && part !== undefined && !ofCommand.includes(part));
  return !isVague && Object.hasOwn(sections, key) ? (sections[key] ?? null) : null;
}

/** Names in doubt that stand outside the hole. */
function impliedBy({ moves }: EntitySyntax, [section, name = '']: readonly string[]): string[] {
  if (section === 'fields') return [`attach${upperFirst(name)}`, `detach${upperFirst(name)}`];
  if (section !== 'states') return [];
  return moves.flatMap((move) => [
    move.name.code,
    ...[...move.from, move.to].map((state) => state.value),
  ]);
}

/** The entity without what the hole makes half known. */
function change(entity: EntitySyntax, [section, name, part]: readonly string[]): EntitySyntax {
  switch (section) {
    case 'fields':
      return withoutField(entity, name);
    case 'states':
      return { ...entity, states: [], moves: [] };
    case 'crud':
      return { ...entity, crud: entity.crud ?? [] };
    case 'commands':
      return part === 'input' ? { ...entity, commands: entity.commands.map(narrow) } : entity;
    default:
      return entity;
  }

  /** An input that was not read is not the usual one. */
  function narrow(command: CommandSyntax): CommandSyntax {
    return command.name.code === name ? { ...command, input: command.input ?? [] } : command;
  }
}

export function withoutField<T extends Pick<EntitySyntax, 'fields'>>(
  whole: T,
  name: string | undefined,
): T {
  return { ...whole, fields: whole.fields.filter((one) => one.name.code !== name) };
}
