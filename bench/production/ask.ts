import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Round, Statuses } from './asker.ts';

export interface Asker {
  ask(round: Round): Promise<Statuses>;
  stop(): void;
}

export function startAsker(): Asker {
  const child = fork(new URL('asker.ts', import.meta.url));
  return {
    async ask(round) {
      const answered = once(child, 'message');
      child.send(round);
      const [statuses] = (await answered) as [Statuses];
      return statuses;
    },
    stop: () => void child.kill(),
  };
}
