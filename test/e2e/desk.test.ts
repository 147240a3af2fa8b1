import { expect } from 'vitest';
import { done, listed, logIn, refused, signUp, visitorsOf } from './steps.ts';
import { describeBackend } from './suite.ts';

const ann = { email: 'ann@example.org', name: 'Ann', password: 'correct horse' };

describeBackend('desk', async (backend) => {
  await signUp(backend, '/members', ann);
  const agent = await logIn(backend, { email: ann.email, password: ann.password });
  const tag = done(await backend.post('/tags', agent, { name: 'wheels' }), { used: 0 });
  const ticket = { subject: 'Wheel', tagIds: [tag.id], notes: [{ body: 'It stands still.' }] };
  const { id } = done(await backend.post('/tickets', agent, ticket), { number: 'T-0001' });
  done(await backend.get(`/tags/${tag.id}`, agent), { used: 1 });
  expect(await listed(backend, '/tickets?q=whe', agent, 'id')).toEqual([id]);
  done(await backend.post(`/tickets/${id}/solve`, agent), { status: 'solved' });

  // A tenant that nobody has added has no tables, and is told so.
  const unknown = { code: 'tenant.unknown' };
  const elsewhere = await backend.token('--role', 'agent', '--tenant', 'x", public; --');
  refused(await backend.get(`/tickets/${id}`, elsewhere), 404, unknown);
  refused(await backend.get('/tickets', elsewhere), 404, unknown);
  refused(await backend.post('/tags', elsewhere, { name: 'wheels' }), 404, unknown);
  refused(await visitorsOf('nobody', backend).post('/members', undefined, ann), 404, unknown);
  // What all share is there for everybody.
  expect(await listed(backend, '/plans', elsewhere, 'code')).toHaveLength(2);
});
