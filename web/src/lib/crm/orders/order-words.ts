import type { Order } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Named = Pick<Order, 'number' | 'name' | 'lines'>;

/** What it is called: by its own name, or else by its first line. */
export function orderName({ number, name, lines }: Named): string {
  const called = name || (lines[0]?.name ?? '');
  return called === ''
    ? m.order_line({ number: String(number) })
    : m.order_named({ number: String(number), name: called });
}
