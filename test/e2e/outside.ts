import { text } from 'node:stream/consumers';
import { listen } from '../support/http.ts';

/** The services that a backend calls, all of them in one, which answers and remembers. */
export interface Outside {
  /** What tells a backend where they are. */
  readonly env: Record<string, string>;
  /** The bodies that a call has been sent, by `mail/send`. */
  sentTo(call: string): readonly unknown[];
  /** Refuses from now on every call that holds `text`. */
  refuse(text: string): void;
  stop(): Promise<void>;
}

const answers: Readonly<Record<string, object>> = {
  'payment/charge': { txnId: 'txn-1' },
  'payment/refund': { ok: true },
};

export async function startOutside(): Promise<Outside> {
  const calls: { readonly to: string; readonly body: unknown }[] = [];
  const refused: string[] = [];
  const { url, stop } = await listen(async (request, response) => {
    const to = (request.url ?? '').slice(1);
    const sent = await text(request);
    calls.push({ to, body: JSON.parse(sent) });
    response.setHeader('content-type', 'application/json');
    if (refused.some((one) => sent.includes(one))) response.statusCode = 422;
    response.end(JSON.stringify(answers[to] ?? {}));
  });
  const env = Object.fromEntries(
    ['invoices', 'mail', 'payment', 'sms'].map((name) => [
      `${name.toUpperCase()}_URL`,
      `${url}/${name}`,
    ]),
  );
  return {
    env,
    sentTo: (call) => calls.filter(({ to }) => to === call).map(({ body }) => body),
    refuse: (one) => void refused.push(one),
    stop,
  };
}
