import { expect } from 'vitest';
import type { Backend } from './backend.ts';
import type { Outside } from './outside.ts';
import { done, listed, logIn, refused, signUp, soon, visitorsOf } from './steps.ts';
import { describeBackend } from './suite.ts';
import type { Journey } from './suite.ts';

const ann = { email: 'ann@example.org', name: 'Ann', password: 'correct horse' };

const journey: Journey = async (backend, outside, added) => {
  await signUp(backend, '/members', ann);
  const agent = await logIn(backend, { email: ann.email, password: ann.password });
  const tag = done(await backend.post('/tags', agent, { name: 'wheels' }), { used: 0 });
  const ticket = { subject: 'Wheel', tagIds: [tag.id], notes: [{ body: 'It stands still.' }] };
  const { id } = done(await backend.post('/tickets', agent, ticket), { number: 'T-0001' });
  done(await backend.get(`/tags/${tag.id}`, agent), { used: 1 });
  expect(await listed(backend, '/tickets?q=whe', agent, 'id')).toEqual([id]);
  done(await backend.post(`/tickets/${id}/solve`, agent), { status: 'solved' });

  // Each firm's tickets are billed in its own schema, and opened again where that is refused.
  for (const firm of ['main', ...added]) await bill(firm, backend, outside);

  // A tenant that nobody has added has no tables, and is told so.
  const unknown = { code: 'tenant.unknown' };
  const elsewhere = await backend.token('--role', 'agent', '--tenant', 'x", public; --');
  refused(await backend.get(`/tickets/${id}`, elsewhere), 404, unknown);
  refused(await backend.get('/tickets', elsewhere), 404, unknown);
  refused(await backend.post('/tags', elsewhere, { name: 'wheels' }), 404, unknown);
  refused(await visitorsOf('nobody', backend).post('/members', undefined, ann), 404, unknown);
  // What all share is there for everybody.
  expect(await listed(backend, '/plans', elsewhere, 'code')).toHaveLength(2);
};

async function bill(firm: string, backend: Backend, outside: Outside): Promise<void> {
  const agent = await backend.token('--role', 'agent', '--tenant', firm);
  const made = [];
  for (const subject of ['Belt', 'Gear']) {
    made.push(done(await backend.post('/tickets', agent, { subject, tagIds: [], notes: [] })).id);
  }
  const [billed = '', unbilled = ''] = made;
  outside.refuse(unbilled);
  for (const id of made) done(await backend.post(`/tickets/${id}/solve`, agent));

  const surveyed = () => listed(backend, '/surveys', agent, 'ticketId');
  await soon(surveyed).toEqual(expect.arrayContaining(made));
  const statusOf = async (id: string) => done(await backend.get(`/tickets/${id}`, agent))['status'];
  await soon(() => statusOf(billed)).toBe('billed');
  await soon(() => statusOf(unbilled)).toBe('open');
  const operator = await backend.token('--role', 'operator', '--tenant', firm);
  const endOf = async (id: string) =>
    done(await backend.get('/sagas', operator)).items.find(
      (one) => String(one['subject']) === id,
    )?.['status'];
  await soon(() => endOf(billed)).toBe('ended');
  await soon(() => endOf(unbilled)).toBe('compensated');
}

describeBackend('desk', journey, ['acme']);
