import type { Entity, Model } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { parentColumn } from '../../../../expression/sql.ts';
import { recordsEvents } from '../../../../features.ts';
import { insertPlaces, partsNeedTenant, partsOf, topParts } from '../../../../row/parts.ts';
import type { Part } from '../../../../row/parts.ts';
import { placeColumns, readExtras, savedColumns } from '../../../../row/select.ts';
import { outbox, statement, statementsPath } from '../../../../row/symbols.ts';
import { tenantColumn } from '../../../../sql/table.ts';
import { indented, quoted } from '../../../../sql/text.ts';
import { code, doc, join, templateText } from '../../../../typescript/code.ts';
import type { Code, Hole } from '../../../../typescript/code.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';
import { statementNames } from '../../../../row/statement-names.ts';

/** The SQL of one aggregate; its texts never change at run time, so each is prepared once. */
export const emitter = defineEmitter({
  each: 'root',
  path: (entity) => statementsPath(entity),
  build: (entity, model) => {
    const names = statementNames(entity);
    const parts = partsOf(entity);
    const sql = (name: string, text: Code): Code =>
      code`export const ${statement(entity, name)} = \`\n${text}\`;`;
    return tsFile(
      code`const columns = \`\n${templateText(indented(savedColumns(entity), 2))}\`;`,
      ...parts.map((part) => partColumns(part)),
      code`${doc(readText(entity))}export const ${statement(entity, names.columns)} = \`${readColumns(entity, model)}\`;`,
      parts.length > 0 && partsInsert(entity, model, parts),
      sql(names.insert, insert(entity, model, parts)),
      parts.length > 0 && sql(names.insertParts, code`  with \${insertParts}\n  select 1`),
      ...topParts(entity).map((part) =>
        sql(
          names.deletePart(part),
          code`${templateText(`  delete from ${quoted(part.table)} where ${quoted(ownerColumn(part))} = $1`)}`,
        ),
      ),
      sql(names.update, update(entity, model)),
      entity.softDelete === null &&
        entity.commands.some((command) => command.kind === 'delete') &&
        sql(names.delete, remove(entity, model)),
    );
  },
});

function readText(entity: Entity): string {
  const more = partsOf(entity).length > 0;
  return `What is read of a row: its columns${more ? ' and what belongs to it' : ''}.`;
}

function readColumns(entity: Entity, model: Model): Code {
  const extras = readExtras(entity, model);
  const more = extras.length > 0 && templateText(`,\n${indented(extras.join(',\n'), 2)}`);
  return code`\${columns}${more}`;
}

function partColumns(part: Part): Code {
  const lines =
    part.kind === 'child'
      ? `${placeColumns(part.entity)},\n${savedColumns(part.entity)}`
      : [part.join.ownerColumn, part.join.targetColumn, 'position'].map(quoted).join(',\n');
  return code`const ${columnsName(part)} = \`\n${templateText(indented(lines, 2))}\`;`;
}

function columnsName(part: Part): string {
  const name = part.kind === 'child' ? part.entity.names.camel : camel(part.table);
  return `${name}Columns`;
}

/** Each part takes its rows as one JSON parameter, in order, then the tenant. */
function partsInsert(entity: Entity, model: Model, parts: readonly Part[]): Code {
  const tenant = partsNeedTenant(entity, model) ? parts.length + 1 : null;
  const clauses = parts.map((part, index) => {
    const own = part.kind === 'child' ? tenantColumn(part.entity, model) : null;
    const columns = code`\${${columnsName(part)}}`;
    const into = own === null ? '' : `${quoted(own)}, `;
    const from = own === null ? '' : `$${tenant ?? 0}::text, `;
    return code`${templateText(`  ${quoted(`${part.table}_rows`)} as (\n    insert into ${quoted(part.table)} (${into}`)}${columns}${templateText(`)\n    select ${from}`)}${columns}${templateText(`\n    from json_populate_recordset(null::${quoted(part.table)}, $${index + 1}::json)\n  )`)}`;
  });
  return code`const insertParts = \`\n${join(clauses, ',\n')}\`;`;
}

function insert(entity: Entity, model: Model, parts: readonly Part[]): Code {
  const tenant = tenantColumn(entity, model);
  const places = insertPlaces(entity, model);
  const table = quoted(entity.names.table);
  const events = places.events !== null && eventsClause(places.events);
  const clauses: Hole[] = [parts.length > 0 && code`\${insertParts}`, events].filter(
    (one) => one !== false,
  );
  const head = clauses.length > 0 && code`  with ${join(clauses, ',\n  ')}\n`;
  const into = tenant === null ? '' : `${quoted(tenant)}, `;
  const from = tenant === null ? '' : `$${places.tenant}::text, `;
  return code`${head}${templateText(`  insert into ${table} (${into}`)}\${columns}${templateText(`)\n  select ${from}`)}\${columns}${templateText(`\n  from json_populate_record(null::${table}, $${places.row}::json)`)}`;
}

function update(entity: Entity, model: Model): Code {
  const tenant = tenantColumn(entity, model);
  const table = quoted(entity.names.table);
  const events = recordsEvents(entity, model) && code`, ${eventsClause(tenant === null ? 3 : 4)}`;
  const scope = tenant === null ? '' : ` and ${quoted(tenant)} = $3`;
  return code`${templateText(`  with "saved" as (\n    update ${table} set (`)}\${columns}${templateText(`) = (\n      select `)}\${columns}${templateText(
    `\n      from json_populate_record(null::${table}, $1::json)\n    )\n    where "id" = ($1::json ->> 'id')::uuid and "version" = $2${scope}\n    returning "id"\n  )`,
  )}${events}${templateText('\n  select "id" from "saved"')}`;
}

function remove(entity: Entity, model: Model): Code {
  const tenant = tenantColumn(entity, model);
  const events = recordsEvents(entity, model) && code`, ${eventsClause(tenant === null ? 3 : 4)}`;
  const scope = tenant === null ? '' : ` and ${quoted(tenant)} = $3`;
  return code`${templateText(
    `  with "deleted" as (\n    delete from ${quoted(entity.names.table)}\n    where "id" = $1 and "version" = $2${scope}\n    returning "id"\n  )`,
  )}${events}${templateText('\n  select "id" from "deleted"')}`;
}

function eventsClause(place: number): Code {
  return code`\${${outbox.insertEvents}(${place})}`;
}

function ownerColumn(part: Part): string {
  if (part.kind === 'set') return part.join.ownerColumn;
  return parentColumn(part.entity);
}

function camel(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
