/** The PRD that the project starts from. */
export const start = `---
prd: 1
name: notes
title: Notes
lang: en
currency: USD
roles:
  staff: works here
access: { read: staff, write: staff }
entities:
  Note:
    fields:
      title: string(1..80)
      body: text?
    states: draft | shown | closed
    moves:
      show: draft -> shown
      close: shown -> closed
    queries:
      list: { filter: [status], page: cursor 20 max 100 }
---

# Notes

People write notes.
`;

export interface Edit {
  readonly name: string;
  readonly changes: readonly (readonly [from: string, to: string])[];
  /** It takes something away, which a run has to be told. */
  readonly contract?: true;
}

const folder = `  Folder:
    fields:
      name: string(1..40) unique
    queries:
      list: { page: cursor 20 max 100 }
`;

/** Thirty wishes of its owner, one after the other. */
export const edits: readonly Edit[] = [
  {
    name: 'a field',
    changes: [['      body: text?\n', '      body: text?\n      weight: int >= 0 = 0\n']],
  },
  { name: 'an optional field', changes: [['    states:', '      dueAt: datetime?\n    states:']] },
  { name: 'a longer title', changes: [['string(1..80)', 'string(1..120)']] },
  {
    name: 'a rule',
    changes: [
      ['    queries:\n', '    rules:\n      light: weight <= 1000 "at most 1000"\n    queries:\n'],
    ],
  },
  { name: 'a filter', changes: [['filter: [status]', 'filter: [status, weight range]']] },
  {
    name: 'a command',
    changes: [
      [
        '    queries:\n',
        '    commands:\n      weigh: { input: { grams: int >= 1 }, sets: { weight: weight + grams } }\n    queries:\n',
      ],
    ],
  },
  {
    name: 'a state and its move',
    changes: [
      [
        'shown | closed\n    moves:\n',
        'shown | closed | filed\n    moves:\n      file: closed -> filed\n',
      ],
    ],
  },
  { name: 'an entity', changes: [['---\n\n# Notes', `${folder}---\n\n# Notes`]] },
  {
    name: 'a reference',
    changes: [['      dueAt: datetime?\n', '      dueAt: datetime?\n      folder: -> Folder?\n']],
  },
  {
    name: 'an event',
    changes: [
      ['      weigh: {', '      show: { emits: NoteShown }\n      weigh: {'],
      ['---\n\n# Notes', 'events:\n  NoteShown: { data: [id, title] }\n---\n\n# Notes'],
    ],
  },
  {
    name: 'a role',
    changes: [['  staff: works here\n', '  staff: works here\n  editor: edits\n']],
  },
  { name: "a command's right", changes: [['show: { emits', 'show: { by: [staff, editor], emits']] },
  {
    name: 'a value object',
    changes: [
      [
        'entities:\n',
        'values:\n  Place: { street: string(1..80), city: string(1..80)? }\nentities:\n',
      ],
    ],
  },
  { name: 'a field of it', changes: [['    states:', '      place: Place?\n    states:']] },
  {
    name: 'owned children',
    changes: [
      [
        `${folder}`,
        `  Line:\n    fields:\n      text: string(1..200)\n      price: money >= 0\n${folder}`,
      ],
      ['      place: Place?\n', '      place: Place?\n      lines: Line[]\n'],
    ],
  },
  {
    name: 'a computed field',
    changes: [
      [
        '      place: Place?\n',
        '      place: Place?\n      total: money computed(sum(lines.price))\n',
      ],
    ],
  },
  { name: 'the text of a rule', changes: [['"at most 1000"', '"no more than 1000"']] },
  { name: 'its bound', changes: [['weight <= 1000', 'weight <= 900']] },
  {
    name: 'an index',
    changes: [['    rules:\n', '    index: [status + createdAt desc]\n    rules:\n']],
  },
  {
    name: 'a search',
    changes: [
      ['weight range], page', 'weight range], search: title, page'],
      ['title: string(1..120)', 'title: string(1..120) search'],
    ],
  },
  {
    name: 'a renamed field',
    changes: [
      ['      weight: int', '      mass: int'],
      ['weight <=', 'mass <='],
      ['weight range', 'mass range'],
      ['{ weight: weight + grams }', '{ mass: mass + grams }'],
      ['events:\n', 'renames: [Note.weight -> Note.mass]\nevents:\n'],
    ],
  },
  {
    name: "a command's condition",
    changes: [
      ['weigh: { input', 'weigh: { when: status != filed "a filed note keeps its weight", input'],
    ],
  },
  { name: 'a cache', changes: [['events:\n', 'cache: { Folder: 5m }\nevents:\n']] },
  { name: 'limits', changes: [['events:\n', 'limits: { default: 1000/min per ip }\nevents:\n']] },
  {
    name: 'a page by number',
    changes: [['list: { page: cursor 20 max 100 }', 'list: { page: offset 20 max 100 }']],
  },
  { name: 'no cache', changes: [['cache: { Folder: 5m }\n', '']] },
  { name: 'a move gone', changes: [['      file: closed -> filed\n', '']] },
  {
    name: 'another move there',
    changes: [['    moves:\n', '    moves:\n      store: closed -> filed\n']],
  },
  { name: 'a shorter list', changes: [['search: title, ', '']] },
  {
    name: 'a field gone',
    changes: [
      ['      dueAt: datetime?\n', ''],
      ['events:\n', 'drops: [Note.dueAt]\nevents:\n'],
    ],
    contract: true,
  },
];

/** The PRD after an edit. */
export function edited(prd: string, { name, changes }: Edit): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${name}: the PRD has no ${from}`);
    return text.replace(from, () => to);
  }, prd);
}
