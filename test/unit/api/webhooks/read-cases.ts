import { readDelivery } from '#api/webhooks/read.ts';
import { PAGE } from './items.ts';

export const now = Date.UTC(2026, 10, 23, 12);
export const read = (...items: unknown[]) =>
  readDelivery(JSON.stringify({ object: 'page', entry: [{ id: PAGE, messaging: items }] }), now);
