import { expect } from 'vitest';
import { changeOnce, done, listed, nowhere, refused } from './steps.ts';
import { describeBackend } from './suite.ts';

describeBackend('tree', async (backend) => {
  const teacher = await backend.token('--sub', 'staff|ann', '--role', 'teacher');
  const stranger = await backend.token('--sub', 'staff|bob', '--role', 'teacher');
  const dean = await backend.token('--sub', 'staff|dan', '--role', 'dean');
  const { id: teacherId } = done(await backend.post('/teachers', teacher, { name: 'Ann' }), {
    subject: 'staff|ann',
  });
  refused(await backend.post('/teachers', teacher, { name: 'Ann again' }), 409);
  refused(await backend.post('/teachers', undefined, { name: 'Nobody' }), 401);
  done(await backend.post('/teachers', stranger, { name: 'Bob' }));
  refused(await backend.patch(`/teachers/${teacherId}`, stranger, { name: 'Bob' }), 403);
  expect(await listed(backend, '/teachers?sort=name', stranger, 'name')).toEqual(['Ann', 'Bob']);

  refused(await backend.post('/faculties', teacher, { name: 'Sciences' }), 403);
  const { id: sciences } = done(await backend.post('/faculties', dean, { name: 'Sciences' }));
  const physics = { name: 'Physics', parentId: sciences };
  const { id: facultyId } = done(await backend.post('/faculties', dean, physics));
  refused(await backend.post('/faculties', dean, physics), 409);
  refused(await backend.post('/faculties', dean, { name: 'Lost', parentId: nowhere }), 422);
  refused(await backend.patch(`/faculties/${facultyId}`, dean, { parentId: facultyId }), 409, {
    detail: 'a faculty is not its own parent',
  });
  const children = done(await backend.get(`/faculties/${sciences}/children?page=1`));
  expect(children).toMatchObject({ total: 1, items: [{ name: 'Physics' }] });

  const members = [{ teacherId, leads: true }];
  refused(await backend.post('/teams', dean, { name: 'Waves', members: [{ teacherId }] }), 409, {
    detail: 'a team has somebody who leads it',
  });
  refused(
    await backend.post('/teams', dean, { name: 'Waves', members: [...members, ...members] }),
    409,
  );
  const { id: teamId } = done(await backend.post('/teams', dean, { name: 'Waves', members }));

  const course = { facultyId, teamId, title: 'Optics', code: 'PH101', chapters: [] };
  refused(await backend.post('/courses', teacher, { ...course, code: 'optics' }), 422, {
    errors: [{ field: 'code' }],
  });
  refused(await backend.post('/courses', undefined, course), 401);
  const { id } = done(await backend.post('/courses', teacher, course), {
    minutes: 0,
    heaviest: null,
    status: 'planned',
  });
  const path = `/courses/${id}`;
  refused(await backend.post('/courses', teacher, { ...course, code: 'PH101' }), 409);
  refused(await backend.post(`${path}/start`, teacher), 409, { detail: 'write a lesson first' });
  refused(await backend.patch(path, stranger, { title: 'Mine' }), 403);
  await changeOnce(backend, path, teacher, { title: 'Geometric optics' });
  const lesson = (title: string, minutes: number) => ({
    title,
    text: '',
    minutes,
    exercises: [{ question: 'Why?', answer: 'Because.' }],
  });
  const chapters = [
    { title: 'Light', lessons: [lesson('Rays', 45), lesson('Shadows', 30)] },
    { title: 'Mirrors', lessons: [lesson('Flat', 20)] },
    { title: 'Lenses', lessons: [] },
  ];
  refused(
    await backend.patch(path, teacher, { chapters: [{ title: 'x', lessons: [lesson('y', 0)] }] }),
    422,
    { errors: [{ field: 'chapters.0.lessons.0.minutes' }] },
  );
  const written = done(await backend.patch(path, teacher, { chapters }), {
    chapterCount: 3,
    minutes: 95,
    heaviest: 75,
    shortest: 20,
    chapters: [{ lessonCount: 2, lessons: [{ exercises: [{ points: 1 }] }, {}] }, {}, {}],
  });
  const [{ id: chapterId } = { id: '' }] = written['chapters'] as unknown as { id: string }[];
  const rename = `${path}/chapters/${chapterId}/rename-chapter`;
  refused(await backend.post(rename, stranger, { title: 'Rays' }), 403);
  done(await backend.post(rename, teacher, { title: 'Rays' }), {
    chapters: [{ title: 'Rays' }, {}, {}],
  });
  refused(await backend.post(rename.replace(chapterId, nowhere), teacher, { title: 'x' }), 404);

  done(await backend.post(`${path}/start`, teacher), { status: 'running' });
  refused(await backend.patch(path, teacher, { chapters: [] }), 409, {
    detail: 'a running course has chapters',
  });
  done(await backend.post('/courses', teacher, { ...course, title: 'Sound', code: 'PH102' }));
  expect(await listed(backend, '/courses?sort=-minutes', undefined, 'code')).toEqual([
    'PH101',
    'PH102',
  ]);
  expect(await listed(backend, '/courses?minutesFrom=90&q=optics', undefined, 'code')).toEqual([
    'PH101',
  ]);
  expect(await listed(backend, '/courses/mine?sort=createdAt', teacher, 'code')).toEqual([
    'PH101',
    'PH102',
  ]);
  expect(await listed(backend, '/courses/mine', stranger, 'code')).toEqual([]);
  done(await backend.get(`/faculties/${facultyId}`), { courseCount: 2 });
  refused(await backend.delete(`/faculties/${facultyId}`, dean), 409);

  const review = { courseId: id, stars: 5 };
  refused(await backend.post('/reviews', stranger, review), 403);
  refused(await backend.post('/reviews', teacher, { ...review, stars: 6 }), 422);
  const { id: reviewId } = done(await backend.post('/reviews', teacher, review));
  await changeOnce(backend, `/reviews/${reviewId}`, dean, { stars: 4 });
  refused(await backend.post(`${path}/archive`, teacher), 403);
  done(await backend.post(`${path}/archive`, dean), { status: 'archived' });
  refused(await backend.patch(path, dean, { title: 'Late' }), 409, {
    detail: 'the course is archived',
  });
});
