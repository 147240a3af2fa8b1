import { beforeAll, describe, expect, it } from 'vitest';
import { emit } from '../../src/emit/index.ts';
import type { FilePlan } from '../../src/emit/index.ts';
import { modelOf } from '../support/domain.ts';

const prd = `---
prd: 1
name: trips
lang: en
currency: EUR
roles: { guest: travels, admin: runs it }
access: { read: anyone, write: anyone }
entities:
  Trip:
    fields: { traveller: string, price: money, fee: money, hotel: -> Hotel?, legs: "Leg[]" }
    states: asked | booked | failed
    moves: { book: asked -> booked, fail: asked -> failed }
    commands:
      create: { emits: TripAsked }
      book: { by: system }
      fail: { by: system }
  Leg: { fields: { seat: -> Seat, count: int } }
  Hotel:
    fields: { rooms: int }
    commands:
      take: { by: system, sets: { rooms: rooms - 1 } }
      give: { by: system, sets: { rooms: rooms + 1 } }
  Seat:
    fields: { taken: int }
    commands:
      take: { by: system, input: { count: int }, sets: { taken: taken + input.count } }
      give: { by: system, input: { count: int }, sets: { taken: taken - input.count } }
  Ticket:
    fields: { code: string, amount: money }
    commands:
      create: { by: system }
      delete: { by: system }
events:
  TripAsked: { data: [id, price, hotel, legs] }
sagas:
  bookTrip:
    starts: TripAsked
    steps:
      - Hotel.take undo Hotel.give
      - Seat.take each legs at seat undo Seat.give
      - "Ticket.create with (code: traveller, amount: price + fee) undo Ticket.delete"
      - "bank.charge with (amount: price) undo bank.refund timeout 5s retry 1"
      - "bank.note with (text: receipt)"
      - "bank.note with (text: receipt)"
      - Trip.book
    fails: "bank.sorry each legs with (text: traveller)"
services:
  bank: { url: BANK_URL, calls: { charge: "amount money -> receipt string, net money", refund: "receipt string, net money ->", note: "text string ->", sorry: "text string ->" } }
---
# Trips
`;

describe('a saga', () => {
  let plan: FilePlan;
  let text: string;

  beforeAll(async () => {
    plan = await emit(modelOf(prd));
    text = textOf('internal/application/saga/steps/book-trip.ts');
  });

  function textOf(path: string): string {
    return (plan.find((one) => one.path === path)?.text ?? '').replaceAll(/\s+/g, ' ');
  }

  it('takes its steps as the PRD names them, each under a name of its own', () => {
    const names = [...text.matchAll(/name: (['`][^'`]*['`])/g)].map(([, name]) => name);
    expect(names).toEqual([
      `'Hotel.take'`,
      `'Hotel.give'`,
      '`Seat.take ${leg.id}`',
      '`Seat.give ${leg.id}`',
      `'Ticket.create'`,
      `'Ticket.delete'`,
      `'bank.charge'`,
      `'bank.refund'`,
      `'bank.note'`,
      `'bank.note#2'`,
      `'Trip.book'`,
      `'bank.sorry'`,
    ]);
  });

  it('does nothing where a reference is absent', () => {
    expect(text).toContain('if (event.hotelId === null) return; await deps.application.takeHotel(');
  });

  it('reads what the event does not tell from its row, as it is by then', () => {
    expect(text).toContain('const current = toTripView(await deps.trips.get(event.id));');
    expect(text).toContain('code: current.traveller,');
    expect(text).toContain('amount: exact.price.plus(exact.fee).toFixed(2),');
  });

  it('keeps results as JSON, for later steps and for what takes them back', () => {
    expect(text).toContain('return { receipt: answer.receipt, net: answer.net.toFixed(2), };');
    expect(text).toContain('receipt: result.receipt, net: new Decimal(result.net),');
    expect(text).toContain('text: charge.receipt,');
  });

  it('undoes what it created by the row that came of it', () => {
    expect(text).toContain('return { ticketId: answer.id, };');
    expect(text).toContain('deps.application.deleteTicket( { id: result.ticketId,');
  });

  it('says how often and how long a step is tried', () => {
    expect(text).toContain("name: 'bank.charge', outside: true, retries: 1, timeoutMs: 5000,");
  });

  it('tells the calls of one act apart', () => {
    expect(text).toContain('{ ...call, key: `${call.key} ${leg.id}` }');
  });

  it('is started by its event', () => {
    expect(textOf('internal/application/reactions.ts')).toContain(
      "await deps.sagas.start('bookTrip', { eventId: id, subject, data: event });",
    );
  });

  it('is seen by operators, and without any by nobody', async () => {
    expect(textOf('internal/application/access.ts')).toContain("'Saga.list': ['admin'],");
    const alone = await emit(
      modelOf(prd.replace('roles: { guest: travels, admin: runs it }\n', '')),
    );
    expect(alone.map(({ path }) => path)).not.toContain('internal/interfaces/http/saga-routes.ts');
  });

  it('leaves nothing where the PRD has none', async () => {
    const without = await emit(modelOf(prd.replace(/sagas:[^]*(?=services:)/, '')));
    expect(without.filter(({ path }) => path.includes('saga'))).toEqual([]);
    const code = without.filter(({ path }) => path.endsWith('.ts'));
    expect(code.filter((one) => /saga/i.test(one.text)).map(({ path }) => path)).toEqual([]);
  });
});
