import type { Auth, Command, Entity, Field, Input, Model } from '../../model/model.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { inputSchema, inputType, kernel } from '../typescript/symbols.ts';
import { labelled } from './labels.ts';
import { inputSchemaOf, viewSchemaOf } from './schema-code.ts';
import {
  answersResult,
  hasData,
  logInSchema,
  logInType,
  refreshSchema,
  refreshType,
} from './signatures.ts';
import { resultSchema, resultType } from './names.ts';
import { schemaId } from './schema-id.ts';
import { schema } from './symbols.ts';

const { Type, Static } = schema;

/** A schema that answers and bodies refer to by name, and the type of what it accepts. */
export function namedSchema(name: Ref, typeName: Ref, id: string, members: readonly Code[]): Code {
  return code`
    export const ${name} = ${Type}.Object(
      {\n${members}\n},
      { $id: ${literal(schemaId(id))}, additionalProperties: false },
    );
    export type ${typeName} = ${Static}<typeof ${name}>;`;
}

/** The bodies of an entity's commands. */
export function commandSchemas(entity: Entity, model: Model): readonly Code[] {
  return entity.commands.flatMap((command) => [
    ...(hasData(command)
      ? [
          namedSchema(
            inputSchema(command),
            inputType(command),
            inputSchema(command).name,
            bodyOf(command, model),
          ),
        ]
      : []),
    ...(answersResult(command) ? [resultOf(command)] : []),
  ]);
}

function bodyOf(command: Command, model: Model): readonly Code[] {
  switch (command.kind) {
    case 'changePassword':
      return [
        code`current: ${anyText(passwordOf(model))},`,
        code`next: ${inputSchemaOf(passwordOf(model))},`,
      ];
    case 'assignRole':
    case 'revokeRole':
      return [code`role: ${schema.KeyOf}(${kernel.roles}),`];
    default:
      return command.inputs.map(inputMember);
  }
}

function passwordOf(model: Model): Field {
  if (model.auth === null) throw new Error('no password to change');
  return model.auth.password;
}

/** Text that is only compared with what is stored, under rules that may have been others then. */
function anyText({ length }: Field): Code {
  return code`${Type}.String({ maxLength: ${length?.max ?? 1_000} })`;
}

/** May be left out where something else fills it, and null where the field may be absent. */
export function inputMember(input: Input): Code {
  return memberOf(input.jsonName, input.shape, input.optional);
}

export function memberOf(name: string, shape: Field, optional: boolean): Code {
  const plain = inputSchemaOf(shape);
  const whole = labelled(shape, shape.optional ? nullable(shape, plain) : plain);
  return optional ? code`${key(name)}: ${Type}.Optional(${whole}),` : code`${key(name)}: ${whole},`;
}

export function nullable(field: Field, plain: Code): Code {
  const isJson = field.type.kind === 'scalar' && field.type.scalar === 'json' && !field.many;
  return isJson ? plain : code`${schema.Nullable}(${plain})`;
}

function resultOf(command: Command): Code {
  const name = resultSchema(command);
  const members = command.returns.map(({ jsonName, shape }) => {
    const plain = viewSchemaOf(shape);
    return code`${key(jsonName)}: ${labelled(shape, shape.optional ? nullable(shape, plain) : plain)},`;
  });
  return code`
    export const ${name} = ${Type}.Object({\n${members}\n}, { $id: ${literal(schemaId(name.name))} });
    export type ${resultType(command)} = ${Static}<typeof ${name}>;`;
}

/** Bodies of log in and of what follows it. */
export function authSchemas(auth: Auth): readonly Code[] {
  const [only, ...others] = auth.identifiers;
  if (only === undefined) throw new Error('nothing to log in with');
  const identifiers = auth.identifiers.map((field) =>
    others.length > 0
      ? code`${key(field.member)}: ${Type}.Optional(${anyText(field)}),`
      : code`${key(field.member)}: ${anyText(field)},`,
  );
  return [
    namedSchema(logInSchema(auth), logInType(auth), 'LogIn', [
      ...identifiers,
      code`${key(auth.password.name)}: ${anyText(auth.password)},`,
    ]),
    namedSchema(refreshSchema(auth), refreshType(auth), 'RefreshSession', [
      code`refreshToken: ${Type}.String({ maxLength: 200 }),`,
    ]),
  ];
}
