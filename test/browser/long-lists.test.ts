import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './support/stage.ts';
import { untilShown, type Window } from './support/window.ts';
import { placeOf } from './thread/conversation.ts';

const MANY = 300;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.api.database.pool.query(
    `with clients as (insert into client (page_id, psid, first_name)
         select $1, 'many ' || n, 'Клієнт ' || n from generate_series(1, $2::int) n returning id, page_id, psid)
     insert into chat (client_id, page_id, waiting_since, last_contact_at)
     select id, page_id, now(), now() - make_interval(secs => substr(psid, 6)::int) from clients`,
    [stage.api.pages.dim.id, MANY],
  );
});
afterAll(() => stage.close());

/** The place, as it is read aloud, of the row that has the focus; and whether the list shows it. */
function focused({ page }: Window) {
  return page.evaluate(() => {
    const row = document.activeElement?.closest('[data-chats] li');
    const list = document.querySelector('[data-chats]')?.getBoundingClientRect();
    const box = row?.getBoundingClientRect();
    const isSeen = box !== undefined && list !== undefined && box.top >= list.top - 1 && box.bottom <= list.bottom + 1;
    return { place: row?.ariaPosInSet ?? null, of: row?.ariaSetSize ?? null, isSeen };
  });
}

test('of many chats those near to sight are drawn; all are reached by keyboard, and the focus stays', async () => {
  const window = await stage.window('olena');
  const { page } = window;
  const rows = page.locator('[data-chats] li');
  await untilShown(window.row('Клієнт 1').first());
  await untilShown(page.locator(`[data-chats] li[aria-setsize="${MANY}"]`));
  await expect.poll(() => rows.count()).toBeLessThan(60);
  await page.keyboard.press('j');
  await expect.poll(() => focused(window)).toEqual({ place: '1', of: `${MANY}`, isSeen: true });
  await page.locator('[data-chats]').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await untilShown(window.row(`Клієнт ${MANY}`));
  await expect.poll(() => rows.count()).toBeLessThan(60);
  await expect.poll(() => focused(window)).toMatchObject({ place: '1', isSeen: false });
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('j');
  await expect.poll(() => focused(window)).toEqual({ place: '41', of: `${MANY}`, isSeen: true });
  await page.keyboard.press('Enter');
  await untilShown(page.locator('.talk-head').getByText('Клієнт 41'));
  expect(window.complaints()).toEqual([]);
});

const WRITTEN = 400;

async function addConversation(): Promise<string> {
  const { rows } = await stage.api.database.pool.query<{ number: string }>(
    `with opened as (select c.* from chat c join client l on l.id = c.client_id where l.psid = 'many 7'),
     said as (insert into message (chat_id, client_id, page_id, direction, via, state, mid, at, text, decided)
         select id, client_id, page_id, 'in', 'messenger', 'received', 'long ' || n,
           now() - make_interval(mins => $1::int - n), 'Слово ' || n || repeat(' і ще одне', n % 40), true
         from opened, generate_series(1, $1::int) n)
     select number from opened`,
    [WRITTEN],
  );
  return rows[0]?.number ?? '';
}

/** Scrolls up, as a wheel does, until the message is drawn. */
async function readUpTo(window: Window, text: string): Promise<void> {
  await window.page.locator('.log').hover();
  await expect
    .poll(async () => {
      const place = await placeOf(window, text);
      if (place === null || place < 0) await window.page.mouse.wheel(0, -600);
      return place !== null && place >= 0;
    })
    .toBe(true);
}

test('a long conversation is drawn near to sight; it does not jump, and what was opened in it stays', async () => {
  const path = `/chats/${await addConversation()}`;
  const window = await stage.window('olena', path);
  const { page } = window;
  const bubbles = page.locator('.log [data-message]');
  const log = page.locator('.log');
  await untilShown(bubbles.getByText(`Слово ${WRITTEN}`));
  const fromEnd = () => log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
  await expect.poll(fromEnd).toBeLessThan(2);
  await readUpTo(window, 'Слово 180');
  await expect.poll(() => bubbles.count()).toBeLessThan(90);
  // What is read stays where it is, however the rows above come to be as high as they are.
  await expect.poll(() => page.evaluate(() => document.querySelector('.log')?.ariaBusy)).toBe('false');
  const stands = await placeOf(window, 'Слово 180');
  await page.mouse.wheel(0, -200);
  await expect.poll(() => placeOf(window, 'Слово 180')).toBeCloseTo((stands ?? 0) + 200, 0);
  await bubbles.getByText('Слово 180 ').click();
  await readUpTo(window, 'Слово 20');
  expect(await placeOf(window, 'Слово 180')).not.toBeNull();
  await expect.poll(() => placeOf(window, 'Слово 300')).toBeNull();
  expect(await placeOf(window, `Слово ${WRITTEN}`)).not.toBeNull();
  const places = await log
    .locator('li[aria-posinset]')
    .evaluateAll((rows) => rows.map((row) => Number(row.ariaPosInSet)));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  await page.locator('.to-end').click();
  await expect.poll(fromEnd).toBeLessThan(2);
  await untilShown(bubbles.getByText(`Слово ${WRITTEN}`));
  expect(window.complaints()).toEqual([]);
});
