import { expect } from 'vitest';
import { describeBackend } from './suite.ts';

describeBackend('todo', async (backend) => {
  const made = await backend.post('/tasks', undefined, { title: 'Buy milk', dueOn: '2030-01-02' });
  expect(made).toMatchObject({
    status: 201,
    body: { title: 'Buy milk', status: 'open', important: false },
  });
  const { id } = made.body;
  expect(made.headers.get('location')).toBe(`/tasks/${id}`);
  const etag = made.headers.get('etag') ?? '';

  expect((await backend.post('/tasks', undefined, { title: '' })).status).toBe(422);
  expect((await backend.post('/tasks', undefined, { title: 'x', extra: 1 })).status).toBe(422);
  expect((await backend.get('/tasks/not-an-id')).status).toBe(422);

  const finished = await backend.post(`/tasks/${id}/finish`, undefined, undefined, {
    'if-match': etag,
  });
  expect(finished).toMatchObject({ status: 200, body: { status: 'done' } });
  expect(
    (await backend.post(`/tasks/${id}/reopen`, undefined, undefined, { 'if-match': etag })).status,
  ).toBe(412);
  expect((await backend.post(`/tasks/${id}/finish`)).status).toBe(409);

  const listed = await backend.get('/tasks?status=done&dueOnFrom=2030-01-01&sort=dueOn');
  expect(listed.body.items.map((item) => item.id)).toEqual([id]);
  expect((await backend.get('/tasks?status=open')).body.items).toEqual([]);
  expect((await backend.get('/tasks?sort=title')).status).toBe(422);
});
