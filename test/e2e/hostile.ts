/** Text that tries to get out of wherever it stands: quotes, comments, templates, queries, pages, shells, diagrams. */
const texts = [
  `'"\`\${process.exit(7)}*/<%=7*7%></script>--;$(exit 7)|\\`,
  `\\'); drop table "notes"; -- \${7*7} <%- 7*7 %> */ process.exit(7) /*`,
  `"]; end click n "javascript:alert(7)" %% --> \`\`\` | --- | <b>x</b> &amp;`,
  `{{7*7}} #{7*7} : [ { & * ! > # - "\\u0041\\n" '' $(id) \`id\` && ||`,
  `]( x) ![x](y) **b** ~~s~~ <!-- x --> $' \\\\ '\\'' \${IFS} %s %n`,
];

/** A PRD with hostile text in every place where text may stand, and what was put where. */
export function hostilePrd(): { readonly prd: string; readonly put: ReadonlyMap<string, string> } {
  const put = new Map<string, string>();
  const at = (place: string): string => {
    const text = `${texts[put.size % texts.length]} ${place}`;
    put.set(place, text);
    return text;
  };
  /** A key with a label, as YAML. */
  const named = (name: string, place: string): string => JSON.stringify(`${name} ${at(place)}`);
  /** Words that end in a quoted text, as YAML. */
  const quoted = (words: string, place: string): string =>
    JSON.stringify(`${words} ${JSON.stringify(at(place))}`);
  const text = (place: string): string => JSON.stringify(at(place));
  const prd = `---
prd: 1
name: hostile
title: ${text('title')}
lang: en
tenancy: ${JSON.stringify(`row by org default ${JSON.stringify(at('tenant'))}`)}
roles:
  keeper: { description: ${text('role')}, assigns: [keeper] }
modules:
  ${named('paper', 'module')}: [Note, Line, Tag]
enums:
  ${named('Kind', 'enum')}: ${quoted('plain | odd', 'enumValue')}
values:
  ${named('Place', 'value')}: { city: ${JSON.stringify(`string(1..200) = ${JSON.stringify(at('valueDefault'))} ${JSON.stringify(at('valueMember'))}`)} }
entities:
  ${named('Note', 'entity')}:
    fields:
      ${named('title', 'fieldKey')}: string(1..300) search
      text: ${quoted(`string(1..300) = ${JSON.stringify(at('default'))}`, 'field')}
      code: ${JSON.stringify('string(1..300)? /^[a-z\'"`${}*\\/<>%|;-]+$/')}
      kind: Kind = odd
      place: Place?
      number: ${JSON.stringify(`string(1..200) unique readonly sequence(${JSON.stringify(`${at('sequence').replaceAll(/[{}]/g, '')}-{n:4}`)})`)}
      ${named('lines', 'children')}: Line[]
      photo: ${quoted('image?', 'image')}
      guess: ${quoted('int computed(custom)', 'computed')}
    states: ${quoted('open | shut', 'state')}
    moves: { ${named('close', 'move')}: open -> shut }
    rules: { titled: ${quoted(`title != ${JSON.stringify(at('literal'))}`, 'rule')} }
    access: { read: anyone, write: keeper }
    softDelete: true
    audit: full
    commands:
      create: { by: keeper, emits: NoteMade }
      ${named('rename', 'command')}: { by: keeper, input: { title: ${quoted('string(1..300)', 'input')} }, sets: { title: input.title, text: ${JSON.stringify(JSON.stringify(at('set')))} }, when: ${quoted('input.title != "never"', 'when')} }
      ${named('guessAll', 'custom')}: { by: keeper, custom: true, returns: { ok: bool } }
    queries:
      ${named('list', 'list')}: { filter: [status, kind], search: title, sort: [title], page: cursor 20 max 100 }
      ${named('report', 'query')}: { by: keeper, custom: true }
  ${named('Line', 'child')}:
    fields: { words: ${quoted('string(1..300)', 'childField')} }
  ${named('Tag', 'seeded')}:
    fields: { name: string(1..300) unique, note: ${JSON.stringify(`string(1..300) = ${JSON.stringify(at('seededDefault'))}`)} }
    access: { read: anyone, write: keeper }
    unique: [${JSON.stringify(`note where name == ${JSON.stringify(at('partial'))}`)}]
events:
  ${named('NoteMade', 'event')}: { data: [id, title] }
reactions:
  NoteMade: [${JSON.stringify(`mail.send with (words: concat(title, ${JSON.stringify(at('argument'))}))`)}]
services:
  ${named('mail', 'service')}: { url: MAIL_URL, timeout: 2s, retry: 1, calls: { send: "words string -> ok bool" } }
seed:
  Tag: [${texts.map((one, index) => `{ name: ${JSON.stringify(one)}, note: ${JSON.stringify(`n${index} ${one}`)} }`).join(', ')}]
nfr: { users: 1k, p99: 200ms, availability: 99.9% }
x-note: ${text('free')}
---

# ${at('heading')}

${texts.join('\n\n')}

US-1 ${at('story')}

- FR-001 WHEN a note is made THE SYSTEM SHALL ${at('requirement')}
  - AC-1.1 Given ${at('given')}, When a Note is made, Then ${at('then')}

Open: [NEEDS CLARIFICATION: ${at('question').replaceAll(/[[\]]/g, '')}]
`;
  return { prd, put };
}

export { texts as hostileTexts };
