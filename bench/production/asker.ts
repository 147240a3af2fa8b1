import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { onAnswers } from '../service/answers.ts';

/** A round: so many requests, one after another on each connection. */
export interface Round {
  readonly port: number;
  readonly connections: number;
  readonly count: number;
  readonly requests: readonly string[];
}

/** How many answers had which status. */
export type Statuses = Readonly<Record<string, number>>;

/** A process of its own, whose connections stay from round to round. */
process.on('message', (round: Round) => {
  void run(round).then((statuses) => process.send?.(statuses));
});

const open = new Map<number, Promise<readonly Connection[]>>();

interface Connection {
  readonly socket: Socket;
  answered: (status: string) => void;
}

async function run({ port, connections, count, requests }: Round): Promise<Statuses> {
  const texts = requests.map((text) => Buffer.from(text));
  const statuses: Record<string, number> = {};
  const { promise, resolve } = Promise.withResolvers<void>();
  let sent = 0;
  let answers = 0;
  const send = ({ socket }: Connection): void => {
    if (sent === count) return;
    socket.write(texts[sent % texts.length] ?? '');
    sent += 1;
  };
  const made = open.get(port) ?? connectAll(port, connections);
  open.set(port, made);
  for (const connection of (await made).slice(0, connections)) {
    connection.answered = (status) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      answers += 1;
      if (answers === count) resolve();
      else send(connection);
    };
    send(connection);
  }
  // Never asleep: the kernel would count its waking as time of the service.
  let waiting = true;
  const stayAwake = (): void => void (waiting && setImmediate(stayAwake));
  stayAwake();
  await promise;
  waiting = false;
  return statuses;
}

function connectAll(port: number, count: number): Promise<readonly Connection[]> {
  const each = Array.from({ length: count }, async () => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    const connection: Connection = { socket, answered: () => {} };
    onAnswers(socket, (status) => connection.answered(status));
    return connection;
  });
  return Promise.all(each);
}
