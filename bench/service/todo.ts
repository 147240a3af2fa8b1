import { get, make, post, times } from './subject.ts';
import type { Seeded, Subject } from './subject.ts';

/** The smallest service: one entity, no accounts. */
export const todo: Subject = { fixture: 'todo', seed };

async function seed(url: string): Promise<Seeded> {
  const tasks = await Promise.all(
    times(200, (index) => make(`${url}/tasks`, { title: `Task ${index}` })),
  );
  return {
    cases: [
      {
        name: 'read a task by its key',
        aim: 0.5,
        requests: tasks.map((id) => get(`/tasks/${id}`)),
      },
      { name: 'a page of 20 tasks', aim: 0.15, requests: [get('/tasks?limit=20')] },
      {
        name: 'create a task',
        aim: null,
        requests: times(50, (index) => post('/tasks', { title: `Task ${index}` })),
      },
    ],
  };
}
