import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './support/stage.ts';
import { untilShown, type Window } from './support/window.ts';

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
  expect(await rows.count()).toBeLessThan(60);
  await page.keyboard.press('j');
  expect(await focused(window)).toEqual({ place: '1', of: `${MANY}`, isSeen: true });
  await page.locator('[data-chats]').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await untilShown(window.row(`Клієнт ${MANY}`));
  expect(await rows.count()).toBeLessThan(60);
  expect(await focused(window)).toMatchObject({ place: '1', isSeen: false });
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('j');
  await expect.poll(() => focused(window)).toEqual({ place: '41', of: `${MANY}`, isSeen: true });
  await page.keyboard.press('Enter');
  await untilShown(page.locator('.talk-head').getByText('Клієнт 41'));
  expect(window.complaints()).toEqual([]);
});
