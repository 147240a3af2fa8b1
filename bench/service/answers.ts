import type { Socket } from 'node:net';

/** Calls back with the status of each whole answer. */
export function onAnswers(socket: Socket, answered: (status: string) => void): void {
  let missing = 0;
  let status = '';
  let held = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    if (missing === 0) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const head = held.indexOf('\r\n\r\n');
      if (head < 0) return;
      const text = held.toString('latin1', 0, head);
      status = text.slice(9, 12);
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      missing = length - (held.length - head - 4);
      held = Buffer.alloc(0);
    } else {
      missing -= chunk.length;
    }
    if (missing === 0) answered(status);
  });
}
