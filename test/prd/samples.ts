export const bare =
  '---\nprd: 1\nname: todo\nentities:\n  Task: { fields: { title: string(1..200), done: bool = false } }\n---\n';

/** Every construct of the format at least once. */
export const wide = `---
prd: 1 # the version
name: clinic
title: "Clinic: the \\"one\\""
lang: en
currency: EUR
stack: { db: postgres, cache: memory, api: [rest], auth: jwt }
architecture: monolith
tenancy: row by clinicId default main
principal: Person by externalId
access: { read: signedIn, write: [owner, desk] }
roles:
  desk Desk: books
  boss: { extends: desk, assigns: [desk], tenants: all, description: the owner }
modules: { people: [Person], work: [Visit, Line, Room] }
enums:
  Kind 种类: first 初诊 | second "a second visit" | on-call
values:
  Name: { given: string(1..50), family: string(..80)? }
entities:
  Person 人员:
    fields:
      externalId: string(1..64) unique immutable
      email: email unique ci pii read(owner desk)
      name: Name
      born: date?
      roles: role[] readonly = [desk]
      photo: image(..5MB)?
      visits: <- Visit.person
      visitCount: int readonly counter(visits)
      nick: { type: string, length: [2, 20], required: false, label: Nickname, pattern: '^[a-z]+$', was: alias }
    owner: self
    audit: full
    softDelete: from isDeleted
    plural: people
    table: persons
  Room:
    fields: { code: 'string(2..2) unique /^[A-Z]\\d$/', tags: -> Kind2?, size: int >= 0 <= 99 = 1 }
    tenancy: none
    crud: [create, get, list]
  Kind2: { fields: { name: string column("kind_name") } }
  Visit:
    fields:
      number: string(20) unique readonly sequence("V-{yyyy}-{n:6}")
      person: -> Person
      place: -> Room | Kind2 cascade
      kind: Kind = first
      mode: enum(home | clinic "in the clinic") = clinic
      startsAt: datetime = now()
      endsAt: datetime > 2020-01-01
      by: -> Person? = me
      price: money(4) in unit = "1.00"
      unit: string(3..3) = EUR
      lines: Line[]
      total: money computed(sum(lines.amount))
      risk: float computed(custom)
      note: text? secret search backfill("none") orphans(delete)
      rate: decimal(12 2) > 0 < 100 immutable = room.rate
    states: planned | open | closed 已结束
    moves:
      start: planned -> open
      end 结束: planned | open -> closed
    rules:
      order: startsAt < endsAt "ends after it starts"
      odd: if len(note) > 3 then not (kind in (first second)) else round(total / 3 to 2) >= -1
      days: startsAt + 1mo > trunc(now() to 1h) or exists(lines where amount == 0)
    unique: [place + overlap(startsAt endsAt) where status == open]
    index: [person + startsAt desc, kind]
    commands:
      create: { by: [owner, desk], input: [person, place, lines], emits: [Booked] }
      move: { by: desk, input: { to: datetime, why 原因: string? }, when: status != closed "closed", sets: { startsAt: input.to } }
      tidy: { by: system, every: 1h, when: now() > endsAt + 14d, custom: true, idempotent: true, returns: { count: int } }
      weigh: { by: desk, on: lines, input: [amount] }
    queries:
      list: { by: [owner, desk], filter: [kind, startsAt range, place in], search: note, sort: [-startsAt, number], page: offset 20 max 50 }
      byNumber: { find: number }
      report: { by: boss, custom: true }
  Line:
    fields: { amount: money >= 0, what: string }
events:
  Booked: { data: [id, person, "price money"] }
  Told: [id]
reactions:
  Booked: ["mail.send with (id: id, text: concat(number, kind))", Visit.tidy]
sagas:
  book:
    starts: Booked
    steps:
      - Visit.weigh each lines at person undo Visit.tidy timeout 90s retry 2
    fails: Visit.end
services:
  mail: { url: MAIL_URL, timeout: 2s, retry: 1, breaker: 50% of 20 for 30s, calls: { send: "id uuid, text string ->", get: { input: { id: uuid }, output: { ok: bool } } } }
cache: { Room: 5m, Visit.list: 30s }
limits: { default: 100/min per user, Visit.create: 5/h per ip }
nfr: { users: 100k, qps: 50, p99: 200ms, availability: 99.9%, retention: { Visit: 10y }, rpo: 5m, rto: 1h }
deploy: { target: compose, replicas: 2..10, budget: small }
seed: { Kind2: [{ name: cat }, { name: "a, b" }] }
renames: [Visit.when -> Visit.startsAt, Mode.old -> Mode.home]
drops: [Person.fax, Old]
retire: { Visit.status.lost: closed, Person.deleted: purge }
data: [Event -> Visit]
---
# Clinic

- FR-001 WHEN a visit is booked THE SYSTEM SHALL send a mail.
  - AC-1.1 Given a room, When it is taken, Then booking fails.
- **NFR-002**: answers within 200 ms,
  also on Mondays.

| US-3 | As a patient I book. |

\`\`\`\`markdown
\`\`\`yaml prd
an: example
\`\`\`
\`\`\`\`

\`\`\`yaml prd
limits: { auth.login: 10/min per ip }
enums: { Mode: home | away }
\`\`\`

US-4 As a nurse I see the day
Given three visits
When I open the page
Then I see three lines

[NEEDS CLARIFICATION: who pays?] and 待确认：退款
`;
