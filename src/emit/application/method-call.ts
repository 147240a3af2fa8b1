import type { Command, Field, Model } from '../../model/model.ts';
import { loadFor } from '../domain/load.ts';
import { signatureOf } from '../domain/signature.ts';
import type { ParameterRole } from '../domain/signature.ts';
import { context } from '../repository/names.ts';
import { code, join, key, value } from '../typescript/code.ts';
import type { Code, Hole } from '../typescript/code.ts';

const hashPassword = value('hashPassword', 'pkg/password/password.ts');

interface Called {
  /** The members of the domain's input. */
  readonly members: readonly Code[];
  /** The variable of the aggregate; null for a factory. */
  readonly aggregate: string | null;
  /** What the method stands on. */
  readonly row: Hole;
}

export interface MethodCall {
  readonly before: readonly Code[];
  readonly call: Code;
  /** Keys of `deps` that the loading reads. */
  readonly ports: readonly string[];
}

/** Loads what an aggregate's method needs, and calls it. */
export function methodCall(command: Command, model: Model, called: Called): MethodCall {
  const signature = signatureOf(command, model);
  if (signature === null) throw new Error(`${command.action} has no method`);
  const takesInput = signature.parameters.some((one) => one.role === 'input');
  const load = loadFor(command, model, {
    input: takesInput ? 'input' : null,
    aggregate: called.aggregate,
    me: code`actor.id`,
    tenant: code`${context.currentTenant}()`,
  });
  const object = code`{\n${called.members}\n}`;
  const reads = load.given !== null;
  const values: Readonly<Record<ParameterRole, Hole>> = {
    element: code`command.elementId`,
    input: reads ? 'input' : object,
    passwordHash: 'passwordHash',
    role: code`command.data.role`,
    file: 'file',
    fileKey: code`command.fileKey`,
    given: load.given,
  };
  const given = join(
    signature.parameters.map((one) => values[one.role]),
    ', ',
  );
  return {
    before: [...(takesInput && reads ? [code`const input = ${object};`] : []), ...load.before],
    call: code`${called.row}.${signature.name}(${given})`,
    ports: load.ports,
  };
}

export function isPassword({ type }: Field): boolean {
  return type.kind === 'scalar' && type.scalar === 'password';
}

/** Hashing is slow on purpose: not while a transaction is open. */
export function hashStatements(shapes: readonly Field[]): readonly Code[] {
  return shapes.filter(isPassword).map((shape) => {
    const given = code`command.data.${key(shape.member)}`;
    const hashed = code`await ${hashPassword}(${given})`;
    const whole = shape.optional ? code`${given} == null ? null : ${hashed}` : hashed;
    return code`const ${shape.stateMember} = ${whole};`;
  });
}
