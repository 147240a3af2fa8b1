import { get, make, pagesOf, post, times } from './subject.ts';
import type { Seeded, Subject } from './subject.ts';

/** The smallest service: one entity, no accounts. */
export const todo: Subject = { fixture: 'todo', seed };

async function seed(url: string): Promise<Seeded> {
  const tasks = await Promise.all(
    times(200, (index) => make(`${url}/tasks`, { title: `Task ${index}` })),
  );
  const pages = await pagesOf(url, '/tasks?limit=20');
  return {
    cases: [
      {
        name: 'read a task by its key',
        aim: 0.5,
        requests: tasks.map((id) => get(`/tasks/${id}`)),
      },
      {
        name: 'a page of 20 tasks, ten pages in turn',
        aim: 0.15,
        requests: pages.map((path) => get(path)),
      },
      {
        name: 'create a task',
        aim: null,
        requests: times(50, (index) => post('/tasks', { title: `Task ${index}` })),
      },
    ],
  };
}
