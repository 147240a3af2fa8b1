import { expect } from 'vitest';
import {
  changeOnce,
  done,
  download,
  listed,
  logIn,
  picture,
  refused,
  signUp,
  soon,
  upload,
} from './steps.ts';
import { describeBackend } from './suite.ts';

const ann = { email: 'ann@example.org', handle: 'ann', name: 'Ann', password: 'correct horse' };
const bob = { email: 'bob@example.org', handle: 'bob', name: 'Bob', password: 'battery staple' };
const long = 'Tea. '.repeat(50);

describeBackend('blog', async (backend, outside) => {
  const editor = await backend.token('--role', 'editor');
  const annId = await signUp(backend, '/authors', ann);
  await signUp(backend, '/authors', bob);
  const reader = await logIn(backend, { email: bob.email, password: bob.password });
  refused(
    await backend.post('/auth/login', undefined, { email: ann.email, password: 'guess' }),
    401,
  );

  const tea = done(await backend.post('/tags', editor, { name: 'Tea' }));
  refused(await backend.post('/tags', editor, { name: 'TEA' }), 409);
  refused(await backend.post('/tags', reader, { name: 'Milk' }), 403);

  const draft = { title: 'Tea time', body: 'Soon.', tagIds: [tea.id] };
  refused(await backend.post('/articles', reader, draft), 403);
  const role = { role: 'author' };
  refused(await backend.post(`/authors/${annId}/assign-role`, reader, role), 403);
  done(await backend.post(`/authors/${annId}/assign-role`, editor, role));
  const author = await logIn(backend, { email: 'ANN@example.org', password: ann.password });

  const { id } = done(await backend.post('/articles', author, draft), {
    slug: 'tea-time',
    status: 'draft',
    authorId: annId,
    publishedAt: null,
  });
  const article = `/articles/${id}`;
  refused(await backend.post('/articles', author, draft), 409);
  refused(await backend.post('/articles', author, { ...draft, title: '' }), 422, {
    errors: [{ field: 'title' }],
  });
  refused(await backend.post(`${article}/submit`, author), 409, {
    detail: 'an article has at least 200 characters',
  });
  refused(await backend.patch(article, reader, { body: long }), 403);
  await changeOnce(backend, article, author, { body: long });

  done(await upload(backend, 'PUT', `${article}/cover`, author, picture), {
    cover: { name: 'cup.png', type: 'image/png', size: 12 },
  });
  expect(await download(backend, `${article}/cover`)).toEqual(picture.content);
  refused(
    await upload(backend, 'PUT', `${article}/cover`, author, {
      ...picture,
      content: Uint8Array.of(60),
    }),
    422,
  );

  done(await backend.post(`${article}/submit`, author), { status: 'review' });
  refused(await backend.post(`${article}/publish`, author), 403);
  done(await backend.post(`${article}/return-to-author`, editor), { status: 'draft' });
  refused(await backend.post(`${article}/publish`, editor), 409);
  done(await backend.post(`${article}/submit`, author));
  const { publishedAt } = done(await backend.post(`${article}/publish`, editor), {
    status: 'published',
  });
  expect(Date.parse(String(publishedAt))).toBeGreaterThan(Date.now() - 60_000);
  await soon(() => outside.sentTo('mail/announce')).toEqual([
    { articleId: id, subject: 'Tea time', path: 'tea-time' },
  ]);
  refused(await backend.patch(article, author, { body: long }), 409, {
    detail: 'a published article is not rewritten',
  });

  const like = done(await backend.post('/likes', reader, { articleId: id }));
  refused(await backend.post('/likes', reader, { articleId: id }), 409);
  expect(done(await backend.get('/likes', author)).items).toEqual([]);
  refused(await backend.delete(`/likes/${like.id}`, author), 404);
  const comment = { articleId: id, body: 'Two sugars.' };
  for (let sent = 0; sent < 5; sent += 1) done(await backend.post('/comments', reader, comment));
  const sixth = await backend.post('/comments', reader, comment);
  refused(sixth, 429);
  expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
  await soon(async () => (await backend.get(article)).body).toMatchObject({
    commentCount: 5,
    likeCount: 1,
  });

  for (const title of ['Coffee', 'Milk and tea']) {
    done(await backend.post('/articles', author, { ...draft, title, tagIds: [] }));
  }
  expect(await listed(backend, '/articles?sort=createdAt', undefined, 'title')).toEqual([
    'Tea time',
    'Coffee',
    'Milk and tea',
  ]);
  expect(await listed(backend, '/articles?q=tea&status=draft', undefined, 'title')).toEqual([
    'Milk and tea',
  ]);
  expect(await listed(backend, `/articles?tagIds=${tea.id}`, undefined, 'id')).toEqual([id]);
  refused(await backend.get('/articles?sort=body'), 422, { errors: [{ field: 'sort' }] });
  done(await backend.get('/articles/find-by-slug/tea-time'), { id });

  refused(await backend.delete(article, author), 409, { detail: 'withdraw it first' });
  done(await backend.post(`${article}/withdraw`, author), { status: 'withdrawn' });
  expect((await backend.delete(article, author)).status).toBe(204);
  refused(await backend.get(article), 404);
  done(await backend.post(`${article}/restore`, editor), { id, deletedAt: null });
  const { items } = done(await backend.get(`${article}/history`));
  expect(items.map(({ change }) => change)).toEqual(
    expect.arrayContaining(['created', 'updated', 'deleted', 'restored']),
  );
});
