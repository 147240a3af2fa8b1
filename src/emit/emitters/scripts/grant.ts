import type { Command, Entity, Model } from '../../../model/model.ts';
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
    return tsFile(
      code`async function main(): Promise<void> {
${argumentsCode(model)}
${grant(command, model)}
}`,
      roleCheck(),
      idCheck(command.entity),
      code`await ${value('runMain', paths.main)}(main);`,
    );
  },
});

function assignment(model: Model): Command | undefined {
  return model.auth?.entity.commands.find((one) => one.kind === 'assignRole');
}

/** Who is in no tenant but a named one cannot be found without its name. */
function asksTenant({ auth, tenancy }: Model): boolean {
  return tenancy !== null && tenancy.defaultTenant === null && auth?.entity.tenant === true;
}

function argumentsCode(model: Model): Code {
  const { tenancy } = model;
  const options = tenancy === null ? null : code`options: { tenant: { type: 'string' } },`;
  const isAsked = asksTenant(model);
  const usage = tenancy === null ? code`` : isAsked ? code` --tenant ID` : code` [--tenant ID]`;
  return code`const { positionals, ${tenancy !== null && code`values,`} } = ${value('parseArgs', 'node:util')}({ allowPositionals: true, ${options} });
const [role, sub] = positionals;
if (role === undefined || sub === undefined || !isRole(role) || !isId(sub)${isAsked && code` || values.tenant === undefined`}) {
  const known = Object.keys(${kernel.roles}).join(' | ');
  throw new ${value('UsageError', paths.main)}(\`npm run grant -- ROLE ID${usage}  (ROLE: \${known})\`);
}`;
}

function roleCheck(): Code {
  return code`function isRole(name: string): name is ${kernel.Role} {
  return Object.hasOwn(${kernel.roles}, name);
}`;
}

function idCheck(entity: Entity): Code {
  return code`function isId(text: string): text is ${of.id(entity)} {
  return /^[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}$/.test(text);
}`;
}

function grant(command: Command, model: Model): Code {
  const { entity } = command;
  const port = of.port(entity);
  const row = entity.names.camel;
  const told =
    model.lang === 'zh'
      ? code`\`\${sub} 的角色 \${role} 自下一个令牌起生效\``
      : code`\`\${sub} is \${role} from the next token on\``;
  const system = value('system', paths.access);
  const actor = model.tenancy === null ? system : code`{ ...${system}, ${tenant(model)} }`;
  const work = code`unitOfWork.run(async () => {
const ${row} = await ${port}.get(sub);
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
console.log(${told});
} finally {
await infrastructure.close();
}`;
}

function tenant(model: Model): Code {
  const { tenancy } = model;
  if (asksTenant(model)) return code`tenant: values.tenant`;
  return tenancy?.defaultTenant === null || tenancy === null
    ? code`...(values.tenant !== undefined && { tenant: values.tenant })`
    : code`tenant: values.tenant ?? ${literal(tenancy.defaultTenant)}`;
}
