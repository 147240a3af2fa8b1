import type { Entity, ValueObject } from '../../model/model.ts';
import { type, value } from '../typescript/code.ts';
import { of, paths } from '../typescript/symbols.ts';

const schemaHelper = (name: string) => value(name, paths.schema);

/** Helpers that the schemas of `dto/` are made of. */
export const schema = {
  Type: value('Type', 'typebox'),
  Static: type('Static', 'typebox'),
  Amount: schemaHelper('Amount'),
  Base64: schemaHelper('Base64'),
  Exact: schemaHelper('Exact'),
  FileView: schemaHelper('FileView'),
  IdOf: schemaHelper('IdOf'),
  Instant: schemaHelper('Instant'),
  Ip: schemaHelper('Ip'),
  KeyOf: schemaHelper('KeyOf'),
  Labelled: schemaHelper('Labelled'),
  Nullable: schemaHelper('Nullable'),
  Time: schemaHelper('Time'),
  pageQuery: value('pageQuery', paths.page),
  offsetPageQuery: value('offsetPageQuery', paths.page),
};

/** Names of the files that a value object and an owned child have under `dto/`. */
export const dto = {
  valuePath: (one: ValueObject): string => `internal/application/dto/${one.kebab}.ts`,
  valueInput: (one: ValueObject) => value(`${one.className}Input`, dto.valuePath(one)),
  valueView: (one: ValueObject) => value(`${one.className}View`, dto.valuePath(one)),
  toValueView: (one: ValueObject) => value(`to${one.className}View`, dto.valuePath(one)),
  childInput: (child: Entity) => value(`${child.names.className}Input`, paths.dto(child)),
  view: of.viewSchema,
};

export const access = {
  admit: value('admit', paths.access),
  authorizeRow: value('authorizeRow', paths.access),
  listScope: value('listScope', paths.access),
  ownerOfNew: value('ownerOfNew', paths.access),
  signedIn: value('signedIn', paths.access),
  subjectOfNew: value('subjectOfNew', paths.access),
  ensureReadable: value('ensureReadable', paths.access),
  visible: value('visible', paths.access),
  ensureAssignable: value('ensureAssignable', paths.access),
};

/** What a viewer may see of one row: there where a right stands on a field, or a field is its owner's to compute. */
export const shown = (entity: Entity) => value(`show${entity.names.className}`, shownPath(entity));
export const shownPath = (entity: Entity): string =>
  paths.reader(entity).replace(/[^/]*$/, `show-${entity.names.kebab}.ts`);
