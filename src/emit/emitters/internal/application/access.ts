import {
  aboveTenants,
  actorTypes,
  assignTable,
  authorizeFunction,
  grantTable,
  holdsFunction,
  listScope,
  ownerType,
  refusalFunction,
} from '../../../application/access-code.ts';
import { rowFunctions } from '../../../application/access-hidden.ts';
import { fieldAccess, holdsRole, newRowFunctions } from '../../../application/access-rows.ts';
import { defineEmitter } from '../../../define.ts';
import { paths } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** All rights of the service on one page. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.access,
  build: (model) =>
    tsFile(
      grantTable(model),
      actorTypes(model),
      ownerType(model),
      authorizeFunction(model),
      ...rowFunctions(model),
      listScope(model),
      ...newRowFunctions(model),
      fieldAccess(model),
      assignTable(model),
      aboveTenants(model),
      holdsFunction(model),
      holdsRole(model),
      refusalFunction(model),
    ),
});
