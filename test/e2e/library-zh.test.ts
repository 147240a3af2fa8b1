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
import { describeBackend, describeUsage } from './suite.ts';

const lin = { phone: '+8613800138000', name: '林', password: '春江花月夜-12' };
const chen = { phone: '+8613900139000', name: '陈', password: '床前明月光-34' };
/** 今天之后第几天 */
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describeBackend('library-zh', async (backend, outside) => {
  const director = await backend.token('--role', 'director');
  const librarian = await backend.token('--role', 'librarian');
  refused(await backend.post('/readers', undefined, { ...lin, phone: '电话' }), 422, {
    title: '输入无效',
    errors: [{ field: 'phone', message: expect.stringMatching(/\p{Script=Han}/u) }],
  });
  const linId = await signUp(backend, '/readers', lin);
  const chenId = await signUp(backend, '/readers', chen);
  const reader = await logIn(backend, { phone: lin.phone, password: lin.password });
  const card = done(await backend.get(`/readers/${linId}`, reader), { roles: ['reader'] });
  expect(card['cardNo']).toBe(`R${new Date().getUTCFullYear()}000001`);
  const other = await logIn(backend, { phone: chen.phone, password: chen.password });
  refused(await backend.get(`/readers/${linId}`, other), 403, { title: '没有权限' });
  await changeOnce(backend, `/readers/${linId}`, reader, { name: '林黛玉' });
  refused(await backend.post(`/readers/${chenId}/freeze`, reader), 403, { title: '没有权限' });
  done(await backend.post(`/readers/${chenId}/freeze`, librarian), { status: 'frozen' });
  refused(await backend.post(`/readers/${chenId}/freeze`, librarian), 409, { title: '冲突' });
  done(await backend.post(`/readers/${chenId}/unfreeze`, librarian), { status: 'active' });
  expect(await listed(backend, '/readers?q=黛玉', librarian, 'id')).toEqual([linId]);

  const { id: categoryId } = done(
    await backend.post('/categories', librarian, { code: 'I2', name: '中国文学' }),
  );
  const book = {
    isbn: '9787020002207',
    title: '红楼梦',
    authors: ['曹雪芹', '高鹗'],
    categoryId,
    price: '59.70',
    publishedOn: '1996-12-01',
  };
  refused(await backend.post('/books', reader, book), 403);
  refused(await backend.post('/books', librarian, { ...book, isbn: '红楼梦红楼梦红楼梦红' }), 422, {
    errors: [{ field: 'isbn' }],
  });
  const { id: bookId } = done(await backend.post('/books', librarian, book), {
    language: 'zh',
    binding: '平装',
    copyCount: 0,
  });
  refused(await backend.post('/books', librarian, book), 409, { title: '冲突' });
  const other2 = {
    ...book,
    isbn: '9787101003048',
    title: '史记',
    binding: '精装',
    publishedOn: '1982-11-01',
  };
  const { id: shijiId } = done(await backend.post('/books', director, other2));
  expect(await listed(backend, '/books?sort=-publishedOn', undefined, 'title')).toEqual([
    '红楼梦',
    '史记',
  ]);
  expect(
    await listed(backend, '/books?binding=精装&publishedOnTo=1990-01-01', undefined, 'id'),
  ).toEqual([shijiId]);
  expect(await listed(backend, '/books?q=红楼', undefined, 'id')).toEqual([bookId]);
  done(await backend.get(`/books/find-by-isbn/${book.isbn}`), { id: bookId });
  done(
    await upload(backend, 'PUT', `/books/${bookId}/cover`, librarian, {
      ...picture,
      name: '封面.png',
    }),
    {
      cover: { name: '封面.png' },
    },
  );
  expect(await download(backend, `/books/${bookId}/cover`)).toEqual(picture.content);
  expect((await backend.delete(`/books/${shijiId}`, librarian)).status).toBe(204);
  refused(await backend.get(`/books/${shijiId}`), 404, { title: '未找到' });
  done(await backend.post(`/books/${shijiId}/restore`, director), { title: '史记' });

  const copy = { bookId, barcode: 'B0001', shelf: '三楼东' };
  const { id: copyId } = done(await backend.post('/copies', librarian, copy), {
    status: 'shelved',
  });
  await soon(async () => (await backend.get(`/books/${bookId}`)).body['copyCount']).toBe(1);
  const loan = { readerId: linId, copyId, dueOn: inDays(30) };
  refused(await backend.post('/loans', reader, loan), 403);
  refused(await backend.post('/loans', librarian, { ...loan, dueOn: inDays(90) }), 409, {
    detail: '借期不超过六十天',
  });
  const lent = done(await backend.post('/loans', librarian, loan), {
    status: 'active',
    renewals: 0,
  });
  const statusOfCopy = async () => (await backend.get(`/copies/${copyId}`)).body['status'];
  await soon(statusOfCopy).toBe('lent');
  refused(await backend.post('/loans', librarian, { ...loan, readerId: chenId }), 409, {
    detail: '该复本不在架',
  });
  const path = `/loans/${lent.id}`;
  refused(await backend.post(`${path}/renew`, other, { dueOn: inDays(40) }), 404);
  done(await backend.post(`${path}/renew`, reader, { dueOn: inDays(40) }), { renewals: 1 });
  done(await backend.post(`${path}/renew`, reader, { dueOn: inDays(50) }), { renewals: 2 });
  refused(await backend.post(`${path}/renew`, reader, { dueOn: inDays(55) }), 422);
  refused(await backend.post(`${path}/return`, reader), 403);
  done(await backend.post(`${path}/return`, librarian), { status: 'returned' });
  refused(await backend.post(`${path}/renew`, reader, { dueOn: inDays(55) }), 409, {
    detail: '已归还的图书不能续借',
  });
  await soon(statusOfCopy).toBe('shelved');
  await soon(() => outside.sentTo('sms/thanks')).toEqual([{ readerId: linId }]);
  expect(await listed(backend, '/loans?status=returned', reader, 'id')).toEqual([lent.id]);
  expect(await listed(backend, '/loans', other, 'id')).toEqual([]);
  const { items } = done(await backend.get(`${path}/history`, reader));
  expect(items[0]).toMatchObject({
    change: 'updated',
    changes: { status: { from: 'active', to: 'returned' } },
  });

  const hold = { 图书Id: bookId, 备注: '到馆请通知' };
  const { id: holdId } = done(await backend.post('/预约列表', reader, hold), { readerId: linId });
  refused(await backend.post('/预约列表', reader, hold), 409);
  expect(await listed(backend, `/预约列表?图书Id=${bookId}`, librarian, 'id')).toEqual([holdId]);
  refused(await backend.delete(`/预约列表/${holdId}`, other), 404);
  expect((await backend.delete(`/预约列表/${holdId}`, reader)).status).toBe(204);
});

describeUsage('library-zh', [
  '环境变量有误：\n  PORT: 应为 0 到 65535 的整数，实际为 "abc"',
  '没有角色 "nobody"，可用： reader, librarian, director',
]);
