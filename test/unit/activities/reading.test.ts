import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createGraph } from '#activities/messenger/graph.ts';
import { readProfile } from '#activities/messenger/profile.ts';
import { judgeSend } from '#activities/messenger/verdict.ts';

const nobody = { firstName: '', lastName: '', locale: null };

test.each([
  ['T2: a name and no parts of it', { name: 'Олена Коваль', id: '1' }, { firstName: 'Олена', lastName: 'Коваль' }],
  [
    'T2: a name of three words',
    { name: ' Anna Maria  van der Berg ' },
    { firstName: 'Anna', lastName: 'Maria van der Berg' },
  ],
  ['T2: a name of one word', { name: 'Мадонна' }, { firstName: 'Мадонна', lastName: '' }],
  [
    'T2: parts, which count more than the name',
    { name: 'O K', first_name: 'Олена', last_name: 'Коваль' },
    { firstName: 'Олена', lastName: 'Коваль' },
  ],
  [
    'T2: one strange member',
    { first_name: { given: 1 }, last_name: 'Коваль', locale: 5 },
    { firstName: '', lastName: 'Коваль', locale: null },
  ],
  [
    'T2: parts that are nothing',
    { first_name: null, last_name: '', name: 'Олена Коваль', locale: 'uk_UA' },
    { firstName: 'Олена', lastName: 'Коваль', locale: 'uk_UA' },
  ],
  ['T2: a locale that is none', { name: 'Олена', locale: 'constructor' }, { firstName: 'Олена', locale: null }],
  [
    'T2: a name with what the database does not keep',
    { name: 'Оле\u0000на \ud83d' },
    { firstName: 'Олена', lastName: '\ufffd' },
  ],
])('%s', (_, body, expected) => {
  expect(readProfile(body)).toEqual({ ...nobody, ...expected });
});

test.each([[null], ['text'], [[]], [{}], [{ error: { code: 100 } }]])('T2: %j tells no name', (body) => {
  expect(readProfile(body)).toEqual(nobody);
});

/** Answers with a body that never ends. */
async function withEndless(run: (url: string) => Promise<void>): Promise<void> {
  let sent = 0;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = (): void => {
      while (!response.destroyed && sent < 200_000_000 && response.write(Buffer.alloc(64_000, 120))) sent += 64_000;
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  server.close();
  expect(sent).toBeLessThan(60_000_000);
}

test('Y33: an answer without an end is left, and says nothing', async () => {
  await withEndless(async (url) => {
    const graph = createGraph(url, '');
    for (const answer of [
      await graph.get('1', {}, 't'),
      await graph.post('1/messages', {}, 't'),
      await graph.postForm('1/messages', new FormData(), 't'),
    ]) {
      expect(answer).toMatchObject({ kind: 'answer', status: 200, body: null });
      // Whether it arrived is to be looked up: it is never sent again blindly.
      expect(judgeSend(answer).kind).toBe('unknown');
    }
  });
});
