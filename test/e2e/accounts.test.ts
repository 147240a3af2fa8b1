import { expect } from 'vitest';
import { changeOnce, done, listed, logIn, refused, signUp } from './steps.ts';
import { describeBackend } from './suite.ts';

const ann = { email: 'ann@example.org', displayName: 'Ann', password: 'correct horse' };
const bob = { email: 'bob@example.org', displayName: 'bob', password: 'battery staple' };

describeBackend('accounts', async (backend) => {
  refused(await backend.post('/users', undefined, { ...ann, roles: ['admin'] }), 422);
  refused(await backend.post('/users', undefined, { ...ann, email: 'ann', password: 'x' }), 422, {
    errors: [{ field: 'email' }, { field: 'password' }],
  });
  const annId = await signUp(backend, '/users', ann);
  const bobId = await signUp(backend, '/users', bob);
  const login = { email: 'Ann@Example.org', password: ann.password };
  refused(await backend.post('/auth/login', undefined, { ...login, password: 'guess' }), 401);
  const member = await logIn(backend, login);
  const other = await logIn(backend, { email: bob.email, password: bob.password });

  const own = `/users/${annId}`;
  done(await backend.get(own, member), {
    email: ann.email,
    roles: ['member'],
    sortName: 'ann',
    locale: 'en',
    timezone: 'Europe/Berlin',
    status: 'active',
  });
  refused(await backend.get(own), 401);
  refused(await backend.get(own, 'not.a.token'), 401);
  refused(await backend.get(own, other), 403);
  refused(await backend.patch(own, other, { displayName: 'Mallory' }), 403);
  refused(await backend.get('/users', member), 403);
  await changeOnce(backend, own, member, { displayName: 'Anna', timezone: 'Asia/Shanghai' });

  const admin = await backend.token('--role', 'admin');
  const support = { role: 'support' };
  refused(await backend.post(`/users/${bobId}/assign-role`, other, support), 403);
  refused(await backend.post(`/users/${bobId}/assign-role`, admin, { role: 'admin' }), 403);
  done(await backend.post(`/users/${bobId}/assign-role`, admin, support));
  const helper = await logIn(backend, { email: bob.email, password: bob.password });
  expect(await listed(backend, '/users?sort=sortName', helper, 'sortName')).toEqual([
    'anna',
    'bob',
  ]);
  expect(await listed(backend, '/users?q=bob&status=active', helper, 'id')).toEqual([bobId]);
  done(await backend.get(`/users/find-by-email/${ann.email}`, helper), { id: annId });

  const because = { because: 'Sends spam' };
  refused(await backend.post(`${own}/suspend`, member, because), 403);
  refused(await backend.post(`${own}/suspend`, helper, {}), 422);
  done(await backend.post(`${own}/suspend`, helper, because), { status: 'suspended' });
  refused(await backend.post(`${own}/suspend`, helper, because), 409);
  done(await backend.get(own, member), { suspendedBecause: 'Sends spam' });
  refused(await backend.patch(own, member, { locale: 'zh' }), 409, {
    detail: 'the account is not active',
  });
  done(await backend.post(`${own}/reinstate`, helper), { suspendedBecause: null });

  const change = { current: ann.password, next: 'horse battery staple' };
  refused(await backend.post(`${own}/change-password`, other, change), 403);
  const wrong = { ...change, current: 'guess' };
  refused(await backend.post(`${own}/change-password`, member, wrong), 409, {
    code: 'user.wrong_password',
  });
  expect((await backend.post(`${own}/change-password`, member, change)).status).toBeLessThan(300);
  refused(await backend.post('/auth/login', undefined, login), 401);
  const by = { email: ann.email, password: change.next };
  const session = done(await backend.post('/auth/login', undefined, by));
  const { refreshToken } = session;
  const renewed = done(await backend.post('/auth/refresh', undefined, { refreshToken }));
  done(await backend.get(own, String(renewed['token'])));
  refused(await backend.post('/auth/refresh', undefined, { refreshToken }), 401);

  done(await backend.post(`${own}/close`, member), { status: 'closed' });
  refused(await backend.post(`${own}/reinstate`, helper), 409);
  expect(await listed(backend, '/users?status=closed', helper, 'id')).toEqual([annId]);
});
