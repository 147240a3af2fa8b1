import { subjectIsId } from '../../application/signatures.ts';
import { defineEmitter } from '../../define.ts';
import { template } from '../../template.ts';
import { bilingual } from '../../text.ts';
import { key, literal } from '../../typescript/code.ts';

/** `npm run -s token`: a token for development. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'scripts/token.ts',
  build(model) {
    const { roles, tenancy } = model;
    const byDefault = tenancy?.defaultTenant ?? null;
    return template('scripts/token.ts', {
      byDefault: byDefault === null ? '' : literal(byDefault).parts.join(''),
      claim: tenancy === null ? '' : key(tenancy.claim).parts.join(''),
      isId: subjectIsId(model),
      roles: roles.length > 0,
      t: bilingual(model),
    });
  },
});
