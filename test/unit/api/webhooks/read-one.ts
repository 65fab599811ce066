import { readDelivery } from '#api/webhooks/read.ts';
import { AT, fromClient, PAGE } from './items.ts';

export const read = (fields: Record<string, unknown>) =>
  readDelivery(JSON.stringify({ object: 'page', entry: [{ id: PAGE, messaging: [fromClient(fields)] }] }), AT)[0];
