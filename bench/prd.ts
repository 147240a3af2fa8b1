/** A PRD of `count` entities, all alike, each with fields, states, a reference, rules and lists. */
export function prdOf(count: number): string {
  const entities = Array.from({ length: count }, (_, index) => entity(index)).join('\n');
  return `---
prd: 1
name: bench
title: Bench
lang: en
currency: USD
roles:
  staff: works here
access: { read: staff, write: staff }
entities:
${entities}
limits: { default: 100/min per ip }
---

# Bench
`;
}

/** The same with one more field in the entity in the middle. */
export function editedPrdOf(count: number): string {
  const at = Math.floor(count / 2);
  return prdOf(count).replace(
    `      code${at}: string(1..32) unique\n`,
    `      code${at}: string(1..32) unique\n      added: string(1..40)?\n`,
  );
}

function entity(index: number): string {
  const reference = index === 0 ? '' : `      parent: -> Thing${index - 1}?\n`;
  return `  Thing${index}:
    fields:
      code${index}: string(1..32) unique
      name: string(1..200) search
      price: money >= 0
      amount: int >= 0 = 0
      dueAt: datetime?
${reference}    states: draft | active | closed
    moves:
      activate: draft -> active
      close: active -> closed
    rules:
      bounded: amount <= 1000 "at most 1000"
    index: [status + createdAt desc]
    commands:
      receive: { input: { qty: int >= 1 }, sets: { amount: amount + qty } }
    queries:
      list: { filter: [status, price range], search: name, sort: [-createdAt, price], page: cursor 20 max 100 }`;
}
