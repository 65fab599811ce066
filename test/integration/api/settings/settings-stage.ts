import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export const ALL = '/api/settings';
interface InForce {
  version: number;
  versions: { installation: number; page: number };
  settings: { contactAttempts: number; requirePhone: boolean; workingHours?: { timeZone: string } };
  own: object;
  hours: { open: boolean; opensAt: string | null; closesAt: string | null };
  publishedAt: string | null;
  publishedBy: { id: string } | null;
  waking: { total: number; done: number; finishedAt: string | null } | null;
  chats: { open: number };
}
export let api: TestApi;
export let iryna: Visitor;
export let dim: string;
export const inForce = async (path: string) => (await iryna.get(path)).json<InForce>();
export const publish = (path: string, settings: object, more: object = {}) => iryna.post(path, { settings, ...more });

export function setUpSettings(): void {
  beforeAll(async () => {
    api = await createApi();
    iryna = await logIn(api, 'iryna');
    dim = `/api/pages/${api.pages.dim.id}/settings`;
  });
  afterAll(() => api.stop());
}
