import { expect } from 'vitest';
import { changeOnce, done, listed, logIn, refused, signUp, soon } from './steps.ts';
import { describeBackend } from './suite.ts';

const ann = { email: 'ann@example.org', name: 'Ann', password: 'correct horse' };
const liz = { email: 'liz@example.org', name: 'Liz', password: 'battery staple' };

describeBackend('saas', async (backend, outside) => {
  const annId = await signUp(backend, '/members', ann);
  const lizId = await signUp(backend, '/members', liz);
  const agent = await logIn(backend, { email: ann.email, password: ann.password });
  const lead = await backend.token('--sub', lizId, '--role', 'lead');
  await expect(backend.token('--sub', 'liz')).rejects.toThrow('no subject "liz"');
  const elsewhere = await backend.token('--role', 'lead', '--tenant', 'acme');

  const customer = { contact: { name: 'Mill', email: 'mill@example.org' }, domain: 'mill.example' };
  refused(await backend.post('/customers', undefined, customer), 401);
  refused(await backend.post('/customers', agent, { contact: { name: 'Mill' } }), 422, {
    errors: [{ field: 'contact.email' }],
  });
  const { id: customerId } = done(await backend.post('/customers', agent, customer), {
    number: 'C-00001',
    accountId: annId,
  });
  refused(await backend.post('/customers', agent, { ...customer, domain: 'MILL.example' }), 409);
  await changeOnce(backend, `/customers/${customerId}`, agent, { domain: 'mill.test' });

  const message = { author: 'Mill', body: 'It stands still.', minutes: 50 };
  const ticket = { customerId, subject: 'Wheel', messages: [message], rate: '60.00' };
  refused(await backend.post('/tickets', agent, { ...ticket, priority: 'urgent' }), 409, {
    detail: 'an urgent ticket has somebody who works on it',
  });
  const opened = done(await backend.post('/tickets', agent, ticket), {
    status: 'new',
    priority: 'normal',
    slaHours: 72,
    effort: '0.83',
    bill: '49.80',
    publicMinutes: 50,
    assigneeId: null,
  });
  const { id, number } = opened;
  expect(number).toMatch(/^T-\d{4}-0001$/);
  expect(opened['title']).toBe(`${String(number)} Wheel`);
  const path = `/tickets/${id}`;
  done(await backend.get(`/tickets/find-by-number/${String(number)}`, agent), { id });

  refused(await backend.get(path, elsewhere), 404);
  refused(await backend.post(`${path}/escalate`, elsewhere), 404);
  refused(await backend.post('/tickets', elsewhere, ticket), 404);
  expect(await listed(backend, '/tickets', elsewhere, 'id')).toEqual([]);

  refused(await backend.post(`${path}/solve`, agent), 409);
  done(await backend.post(`${path}/accept`, agent), { status: 'open', assigneeId: annId });
  done(await backend.post(`${path}/wait`, agent), { status: 'waiting' });
  done(await backend.post(`${path}/resume`, agent), { status: 'open' });
  await changeOnce(backend, path, agent, { subject: 'Water wheel' });
  refused(await backend.post(`${path}/escalate`, agent), 403);
  done(await backend.post(`${path}/escalate`, lead), { priority: 'urgent', slaHours: 4 });
  done(await backend.post(`${path}/hand`, lead, { toId: lizId, note: 'Yours' }), {
    assigneeId: lizId,
  });
  const [{ id: messageId } = { id: '' }] = opened['messages'] as unknown as { id: string }[];
  done(await backend.post(`${path}/messages/${messageId}/correct`, lead, { minutes: 90 }), {
    effort: '1.50',
    bill: '90.00',
  });
  refused(await backend.post(`${path}/suggest-reply`, agent, { tone: 'rude' }), 422);
  refused(await backend.post(`${path}/suggest-reply`, agent, {}), 501);
  refused(await backend.get('/tickets/workload', lead), 501);

  const other = done(
    await backend.post('/tickets', agent, { ...ticket, subject: 'Sluice', priority: 'high' }),
  );
  expect(await listed(backend, '/tickets?sort=createdAt', agent, 'subject')).toEqual([
    'Water wheel',
    'Sluice',
  ]);
  expect(
    await listed(backend, '/tickets?status=new&priority=high&priority=low', agent, 'id'),
  ).toEqual([other.id]);
  expect(await listed(backend, `/members/${lizId}/tickets?q=wheel`, agent, 'id')).toEqual([id]);
  refused(await backend.get('/tickets/overdue', agent), 403);
  expect(done(await backend.get('/tickets/overdue?limit=1&page=2', lead))).toMatchObject({
    total: 2,
    items: [{}],
  });
  refused(await backend.delete(`/customers/${customerId}`, lead), 409, {
    detail: 'the customer has open tickets',
  });

  const key = { 'idempotency-key': 'solve-1' };
  const solved = await backend.post(`${path}/solve`, agent, undefined, key);
  done(solved, { status: 'solved' });
  expect((await backend.post(`${path}/solve`, agent, undefined, key)).body).toEqual(solved.body);
  const invoices = async () => done(await backend.get('/invoices', lead)).items;
  await soon(invoices).toMatchObject([{ ticketId: id, total: '90.00', status: 'open' }]);
  await soon(() => outside.sentTo('mail/send')).toEqual([
    { ticketId: id, subject: `Solved: ${String(number)}` },
  ]);
  const [invoice = { id: '' }] = await invoices();
  refused(await backend.post(`/invoices/${invoice.id}/settle`, agent), 403);
  done(await backend.post(`/invoices/${invoice.id}/settle`, lead), { status: 'paid' });
  await soon(async () => (await backend.get(path, agent)).body['status']).toBe('closed');
  refused(await backend.patch(path, agent, { subject: 'Late' }), 409, {
    detail: 'the ticket is closed',
  });

  done(await backend.post(`/tickets/${other.id}/accept`, agent));
  done(await backend.post(`/tickets/${other.id}/solve`, agent));
  expect((await backend.delete(`/customers/${customerId}`, lead)).status).toBe(204);
  refused(await backend.get(`/customers/${customerId}`, agent), 404);
  done(await backend.post(`/customers/${customerId}/restore`, lead), { number: 'C-00001' });
  refused(await backend.get(`/members/find-by-email/${ann.email}`, agent), 403);
  refused(await backend.get(`/members/find-by-email/${ann.email}`, elsewhere), 404);
});
