import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishSettings } from '../support/publishing.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** How often each chat was asked for what it opens with, by the answers that have come. */
function answered({ page }: Window): () => number[] {
  const numbers: number[] = [];
  page.on('response', async (response) => {
    const [, number] = /\/api\/chats\/(\d+)\/opening/.exec(response.url()) ?? [];
    if (number && (await response.finished()) === null) numbers.push(Number(number));
  });
  return () => [...numbers].toSorted((a, b) => a - b);
}

/** Whatever is still decided of a chat would make old what was asked for. */
async function untilNothingHappens(): Promise<void> {
  let last = '';
  await expect
    .poll(
      async () => {
        const { rows } = await stage.api.database.pool.query<{ told: string; waiting: string }>(
          `select (select count(*) from change) as told,
             (select count(*) from chat_input where decided_at is null) as waiting`,
        );
        const { told = '', waiting = '' } = rows[0] ?? {};
        const isQuiet = waiting === '0' && told === last;
        last = told;
        return isQuiet;
      },
      { interval: 700 },
    )
    .toBe(true);
}

/** Three clients who wait for anybody, and a desk that opens its inbox. */
async function threeInLine() {
  await publishSettings(stage, { requirePhone: false });
  const names = ['Перша', 'Друга', 'Третя'];
  const clients = names.map((name) => stage.client(name, 'Черга'));
  for (const [at, client] of clients.entries()) {
    client.says(`Слово ${at + 1}`);
    await stage.settled();
  }
  const window = await stage.window('olena', '/contacts');
  const opened = answered(window);
  await untilNothingHappens();
  await window.page.goto('/');
  return { window, clients, names, opened };
}

test('§4: what is opened next is here before it is pressed; what has changed since is asked for anew', async () => {
  const { window, clients, names, opened } = await threeInLine();
  const { page } = window;
  const rows = names.map((name) => window.row(`${name} Черга`));
  for (const row of rows) await untilShown(row);
  const numbers = await Promise.all(rows.map(async (row) => Number(await row.getAttribute('data-chat'))));
  const [first = 0, second = 0, third = 0] = numbers;

  // Of an open inbox the first chat, of an open chat the one after it.
  await expect.poll(opened).toEqual([first]);
  await rows[0]?.dispatchEvent('click');
  await untilShown(window.bubble('Слово 1'));
  await expect.poll(opened).toEqual([first, second]);
  await rows[1]?.dispatchEvent('click');
  await untilShown(window.bubble('Слово 2'));
  await expect.poll(opened).toEqual([first, second, third]);

  // What the client wrote meanwhile is there.
  clients[2]?.says('Слово 4');
  await untilShown(rows[2]?.locator('.row-said').getByText('Слово 4') ?? page.locator('none'));
  await rows[2]?.dispatchEvent('click');
  await untilShown(window.bubble('Слово 3'));
  await untilShown(window.bubble('Слово 4'));
  await expect.poll(() => opened().filter((number) => number === third).length).toBe(2);

  // Where the pointer stands.
  await rows[0]?.hover();
  await expect.poll(() => opened().filter((number) => number === first).length).toBe(2);
  await rows[0]?.click();
  await untilShown(window.bubble('Слово 1'));
  expect(opened().filter((number) => number === first).length).toBe(2);
  expect(window.complaints()).toEqual([]);
});
