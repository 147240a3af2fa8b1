/** The smallest PRD that gives a backend. */
export const onePrd = `---
prd: 1
name: notes
lang: en
entities:
  Note:
    fields:
      title: string(1..80)
---

# Notes
`;

/** The same, and one field more. */
export const editedPrd = onePrd.replace(
  '      title: string(1..80)\n',
  '      title: string(1..80)\n      body: text?\n',
);
