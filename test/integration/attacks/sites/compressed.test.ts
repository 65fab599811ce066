import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { openLive } from '../../support/live.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor, visitorWith } from '../../support/visitor.ts';

let api: TestApi;
let olena: Visitor;
beforeAll(async () => {
  api = await createApi();
  olena = await logIn(api, 'olena');
  for (let n = 0; n < 4; n += 1) await openChat(api, api.pages.dim, `Доброго дня, це ${n}`);
});
afterAll(() => api.stop());

interface Raw {
  encoding: string | undefined;
  vary: string | undefined;
  body: Buffer;
}

function raw(path: string, headers: Record<string, string>): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const going = request(`${api.url}${path}`, { headers: { ...olena.headers, ...headers } }, (coming) => {
      const parts: Buffer[] = [];
      coming.on('data', (part: Buffer) => parts.push(part));
      const { 'content-encoding': encoding, vary } = coming.headers;
      coming.once('end', () => resolve({ encoding, vary, body: Buffer.concat(parts) }));
    });
    going.once('error', reject);
    going.end();
  });
}

const BROWSER = 'gzip, deflate, br, zstd';

test('a list goes out compressed to who understands it, and is the same', async () => {
  const plain = await raw('/api/chats', {});
  expect([plain.encoding, plain.vary]).toEqual([undefined, 'Accept-Encoding']);
  const best = await raw('/api/chats', { 'accept-encoding': BROWSER, 'sec-fetch-site': 'same-origin' });
  const other = await raw('/api/chats', { 'accept-encoding': 'br;q=0, gzip;q=0.5' });
  expect([best.encoding, other.encoding]).toEqual(['br', 'gzip']);
  expect(best.body.length).toBeLessThan(plain.body.length / 2);
  expect(brotliDecompressSync(best.body)).toEqual(plain.body);
  expect(gunzipSync(other.body)).toEqual(plain.body);
});

test('what fits into one packet goes as it is, and so does what another site’s page asked for', async () => {
  expect((await raw('/api/session', { 'accept-encoding': BROWSER })).encoding).toBeUndefined();
  const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect((await raw('/api/chats', { 'accept-encoding': BROWSER, ...foreign })).encoding).toBeUndefined();
  expect((await raw('/api/chats', { 'accept-encoding': 'compress, x-gzip' })).encoding).toBeUndefined();
});

test('the live stream is not held back by it', async () => {
  const stream = await openLive(api, visitorWith(api, { ...olena.headers, 'accept-encoding': BROWSER }));
  await until('hello', () => stream.named('hello')[0]);
  await openChat(api, api.pages.dim, 'одразу');
  await until('the word', () => stream.named('message').some(({ body }) => JSON.stringify(body).includes('одразу')));
  stream.close();
});
