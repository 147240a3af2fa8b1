import { mergeTexts } from '../../src/merge/texts.ts';
import type { MergedText } from '../../src/merge/texts.ts';

/** A small aggregate in the manner of what is generated. */
export const order = `import { ensure } from '../../pkg/errors.ts';
import { Aggregate } from './aggregate.ts';
import type { Id } from './id.ts';

export type OrderId = Id<'Order'>;

export interface OrderState {
  readonly id: OrderId;
  readonly note: string;
  readonly total: number;
}

export const orderLifecycle = {
  pending: {
    pay: 'paid',
    cancel: 'cancelled',
  },
  paid: {},
} as const;

/** An order of a customer. */
export class Order extends Aggregate<OrderState> {
  static create(input: OrderState): Order {
    const order = new Order(input);
    order.record('OrderPlaced', {
      id: input.id,
    });
    return order;
  }

  get total(): number {
    return this.state.total;
  }

  pay(): void {
    this.change({
      status: 'paid',
      paidAt: new Date(),
    });
    this.record('OrderPaid', { id: this.state.id });
  }

  cancel(): void {
    ensure(this.state.total < 100, 'order.too_late', 'too late to cancel');
    this.change({ status: 'cancelled' });
  }
}
`;

export const routes = `import type { Application } from './application.ts';
import type { App } from './app.ts';

export function orderRoutes(app: App, application: Application): void {
  app.get('/orders', async (request) => application.listOrders(request.query));

  app.post('/orders', async (request) => application.createOrder(request.body));

  app.get('/orders/:id', async (request) => application.getOrder(request.params));
}
`;

/** Edits given as pairs of what stands there and what replaces it; each must be found. */
export function edited(text: string, ...edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`not in the text: ${from}`);
    return now.replace(from, () => to);
  }, text);
}

export async function merged(
  base: string | null,
  ours: string,
  theirs: string,
  path = 'order.ts',
  markers = false,
): Promise<MergedText> {
  return mergeTexts({ path, base, ours, theirs, markers });
}
