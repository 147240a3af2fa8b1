import type { Command, Model } from '../../../model/model.ts';
import { methodOf } from '../../domain/signature.ts';
import { defineEmitter } from '../../define.ts';
import { assignsRoles, hasContext } from '../../features.ts';
import { code, literal, value } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { kernel, of, paths } from '../../typescript/symbols.ts';
import { tsFile } from '../../typescript/ts-file.ts';

/** `npm run grant`: the first administrator, told on the server. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => assignsRoles(model) && assignment(model) !== undefined,
  path: () => 'scripts/grant.ts',
  build(model) {
    const command = assignment(model);
    if (command === undefined) throw new Error('no role is ever assigned');
    return tsFile(argumentsCode(model), roleCheck(), grant(command, model));
  },
});

function assignment(model: Model): Command | undefined {
  return model.auth?.entity.commands.find((one) => one.kind === 'assignRole');
}

function argumentsCode({ tenancy }: Model): Code {
  const options = tenancy === null ? null : code`options: { tenant: { type: 'string' } },`;
  const usage = tenancy === null ? code`` : code` [--tenant ID]`;
  return code`const { positionals, ${tenancy !== null && code`values,`} } = ${value('parseArgs', 'node:util')}({ allowPositionals: true, ${options} });
const [role, sub] = positionals;
if (role === undefined || sub === undefined || !isRole(role)) {
  const known = Object.keys(${kernel.roles}).join(' | ');
  throw new Error(\`npm run grant -- ROLE SUB${usage}, where ROLE is \${known}\`);
}`;
}

function roleCheck(): Code {
  return code`function isRole(name: string): name is ${kernel.Role} {
  return Object.hasOwn(${kernel.roles}, name);
}`;
}

function grant(command: Command, model: Model): Code {
  const { entity } = command;
  const port = of.port(entity);
  const row = entity.names.camel;
  const system = value('system', paths.access);
  const actor = model.tenancy === null ? system : code`{ ...${system}, ${tenant(model)} }`;
  const work = code`unitOfWork.run(async () => {
const ${row} = await ${port}.get(sub as ${of.id(entity)});
${row}.${methodOf(command)}(role);
await ${port}.save(${row});
})`;
  return code`const config = ${value('loadConfig', paths.config)}();
const infrastructure = await ${value('createInfrastructure', 'internal/infrastructure/infrastructure.ts')}({
config,
logger: ${value('createLogger', paths.logger)}({ level: 'warn' }),
metrics: ${value('createMetrics', paths.metrics)}(),
});
const { ${port}, unitOfWork } = infrastructure;
try {
await ${hasContext(model) ? code`${value('runAs', paths.context)}(${actor}, () => ${work})` : work};
console.log(\`\${sub} is \${role} from the next token on\`);
} finally {
await infrastructure.close();
}`;
}

function tenant({ tenancy }: Model): Code {
  return tenancy?.defaultTenant === null || tenancy === null
    ? code`...(values.tenant !== undefined && { tenant: values.tenant })`
    : code`tenant: values.tenant ?? ${literal(tenancy.defaultTenant)}`;
}
