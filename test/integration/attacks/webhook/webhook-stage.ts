import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';

export let api: TestApi;
export let path: string;
export async function stored(): Promise<number> {
  const { rows } = await api.database.pool.query<{ count: string }>('select count(*) from inbound_event');
  return Number(rows[0]?.count);
}

export function setUpWebhook(): void {
  beforeAll(async () => {
    api = await createApi();
    path = `${api.url}/webhooks/messenger`;
  });
  afterAll(() => api.stop());
}
