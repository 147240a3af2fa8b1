import { identifies, subjectIsId } from '../../../../application/signatures.ts';
import { defineEmitter } from '../../../../define.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** Who is calling: out of the token, and under tenancy for which tenant. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/authentication.ts',
  build(model) {
    const { lang, roles, tenancy } = model;
    return template('internal/interfaces/http/authentication.ts', {
      above: tenancy !== null && roles.some((role) => role.allTenants),
      identifies: identifies(model),
      isId: subjectIsId(model),
      roles: roles.length > 0,
      signsIn: model.auth !== null,
      tenancy: tenancy && {
        claim: tenancy.claim,
        byDefault: tenancy.defaultTenant === null ? '' : textLiteral(tenancy.defaultTenant),
      },
      invalid: textLiteral(
        say(lang, {
          en: 'the token is invalid or has expired',
          zh: '令牌无效或已过期',
        }),
      ),
    });
  },
});
