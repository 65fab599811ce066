import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import type { Answer } from '../../support/http.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export interface Kept {
  id: string;
  name: string;
  kind: string;
  mime: string;
  size: number;
}
export const MEGABYTE = 1_048_576;
export let api: TestApi;
export let iryna: Visitor;
export const send = (
  who: Visitor,
  body: Uint8Array | undefined,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  who.ask('/api/files', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body,
  });
export const upload = async (body: Uint8Array, name = 'a.png'): Promise<Kept> =>
  (await send(iryna, body, { 'x-file-name': encodeURIComponent(name) })).json<Kept>();

export function setUpFiles(): void {
  beforeAll(async () => {
    api = await createApi();
    iryna = await logIn(api, 'iryna');
  });
  afterAll(() => api.stop());
}
