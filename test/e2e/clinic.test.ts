import { expect } from 'vitest';
import { changeOnce, done, listed, logIn, refused, signUp, soon } from './steps.ts';
import { describeBackend } from './suite.ts';

const minute = 60_000;
const hour = 60 * minute;
const password = 'correct horse';
const person = (fullName: string) => ({
  email: `${fullName.toLowerCase()}@example.org`,
  fullName,
  bornOn: '1980-02-29',
  password,
});
/** When an appointment is, from now on. */
const at = (starts: number, minutes = 30) => ({
  startsAt: new Date(Date.now() + starts).toISOString(),
  endsAt: new Date(Date.now() + starts + minutes * minute).toISOString(),
});

describeBackend('clinic', async (backend, outside) => {
  const manager = await backend.token('--role', 'manager');
  const [annId = '', bobId = '', niaId = '', dreId = ''] = await Promise.all(
    ['Ann', 'Bob', 'Nia', 'Dre'].map((name) => signUp(backend, '/people', person(name))),
  );
  const unborn = { ...person('Eve'), bornOn: '2999-01-01' };
  refused(await backend.post('/people', undefined, unborn), 409, {
    detail: 'nobody is born in the future',
  });
  const senior = await backend.token('--role', 'doctor');
  const roleOf = (id: string, role: string, as = manager) =>
    backend.post(`/people/${id}/assign-role`, as, { role });
  done(await roleOf(niaId, 'nurse'));
  refused(await roleOf(dreId, 'doctor'), 403);
  done(await roleOf(dreId, 'doctor', senior));
  const [ann = '', bob = '', nurse = '', doctor = ''] = await Promise.all(
    ['ann', 'bob', 'nia', 'dre'].map((name) =>
      logIn(backend, { email: `${name}@example.org`, password }),
    ),
  );

  const practice = { personId: dreId, specialty: 'eyes', room: '12', fee: '80.00' };
  refused(await backend.post('/doctors', nurse, practice), 403);
  const hours = { opensAt: '18:00:00', closesAt: '08:00:00' };
  refused(await backend.post('/doctors', manager, { ...practice, ...hours }), 409, {
    detail: 'a doctor opens before closing',
  });
  const { id: doctorId } = done(await backend.post('/doctors', manager, practice), {
    slot: 1_200_000,
    active: true,
  });
  done(await backend.get(`/doctors/find-by-person/${dreId}`), { id: doctorId });
  await changeOnce(backend, `/doctors/${doctorId}`, manager, { room: '14' });

  const book = (as: string, when: object) =>
    backend.post('/appointments', as, { doctorId, reason: 'Blurred sight', ...when });
  refused(await book(ann, at(-hour)), 409, { detail: 'choose a time to come' });
  refused(await book(ann, at(48 * hour, -30)), 409);
  refused(await book(ann, at(48 * hour, 121)), 409, {
    detail: 'an appointment takes two hours at most',
  });
  refused(await book(ann, { startsAt: 'soon', endsAt: 'later' }), 422, {
    errors: [{ field: 'startsAt' }, { field: 'endsAt' }],
  });
  const far = done(await book(ann, at(48 * hour)), { patientId: annId, fee: '80.00' });
  refused(await book(bob, at(48 * hour + 15 * minute)), 409);
  refused(await backend.get(`/appointments/${far.id}`, bob), 404);
  const because = { because: 'Away' };
  refused(await backend.post(`/appointments/${far.id}/cancel`, bob, because), 404);
  done(await backend.post(`/appointments/${far.id}/cancel`, ann, because), {
    status: 'cancelled',
    cancelledBecause: 'Away',
  });
  done(await book(bob, at(48 * hour + 15 * minute)), { patientId: bobId });
  await soon(() => outside.sentTo('sms/cancelled')).toEqual([
    { personId: annId, at: far['startsAt'] },
  ]);

  const near = done(await book(ann, at(hour / 2)));
  const visit = `/appointments/${near.id}`;
  refused(await backend.post(`${visit}/cancel`, ann, because), 409, { detail: 'only a day ahead' });
  refused(await backend.post(`${visit}/arrive`, ann), 403);
  refused(await backend.post(`${visit}/miss`, nurse), 409, { detail: 'wait a quarter of an hour' });
  done(await backend.post(`${visit}/arrive`, nurse), { status: 'arrived' });
  refused(await backend.post(`${visit}/arrive`, nurse), 409);
  const notes = { notes: 'New glasses.' };
  refused(await backend.post(`${visit}/see`, nurse, notes), 403);
  done(await backend.post(`${visit}/see`, doctor, notes), { status: 'seen', ...notes });
  done(await backend.get(visit, ann), { reason: 'Blurred sight', ...notes });
  expect(Object.keys(done(await backend.get(visit, nurse)))).not.toContain('notes');
  await soon(() => outside.sentTo('sms/confirm').length).toBe(3);

  const open = '/appointments?status=booked&status=seen&sort=startsAt';
  expect(await listed(backend, open, ann, 'id')).toEqual([near.id]);
  expect(await listed(backend, open, nurse, 'patientId')).toEqual([annId, bobId]);
  const history = done(await backend.get(`${visit}/history`, ann)).items;
  expect(history.map(({ actorId }) => actorId)).toEqual([dreId, niaId, annId]);

  expect(await listed(backend, '/people?q=nia', manager, 'fullName')).toEqual(['Nia']);
  refused(await backend.get('/people', ann), 403);
  refused(await backend.delete(`/people/${annId}`, nurse), 403);
  await Promise.all(Array.from({ length: 2 }, () => backend.post('/auth/login', undefined, {})));
  refused(await backend.post('/auth/login', undefined, person('Ann')), 429);
});
