import { afterAll, beforeAll, expect, test } from 'vitest';
import { insist } from '#test/integration/support/insist.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { inNoHurry } from '#test/browser/support/finishing.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilShown } from '#test/browser/support/window.ts';
import { untilFocusIn } from './keyboard.ts';

/** One more than the list reads of a section at first. */
const CLIENTS = 31;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  for (let nth = 1; nth <= CLIENTS; nth += 1) {
    stage.client('Клієнт', `Номер${String(nth).padStart(2, '0')}`).says(`Питання ${nth}`);
    await stage.meta.idle();
  }
  await stage.settled();
});
afterAll(() => stage.close());

async function numbers(): Promise<number[]> {
  const { rows } = await stage.api.database.pool.query<{ number: number }>(
    'select number from chat where waiting_since is not null order by waiting_since, number',
  );
  return rows.map(({ number }) => number);
}

test('§1.5: the next who waits is found although the list was not scrolled to them', async () => {
  const { page, ...window } = await stage.window('olena', '/contacts');
  const marko = await logIn(stage.api, stage.marko);
  const all = await numbers();
  for (const number of all.slice(0, -2)) await insist(() => marko.put(`/api/chats/${number}/operators/me`));
  await page.locator('main').click();
  await page.keyboard.press('n');
  await page.waitForURL(`**/chats/${all.at(-2)}`);
  await untilFocusIn(page, '.log');
  await page.keyboard.press('n');
  await page.waitForURL(`**/chats/${all.at(-1)}`);
  expect(window.complaints()).toEqual([]);
});

test('§1.4, §1.5: a reply that opens the next chat, and one that finishes, by one combination each', async () => {
  const { page, ...window } = await stage.window('olena');
  const [last = 0, other = 0] = (await numbers()).toReversed();
  await inNoHurry(page);
  await page.goto(`/chats/${last}`);
  await page.locator('[data-composer]').fill('Надіслано, далі');
  await page.keyboard.press('Alt+Enter');
  await page.waitForURL(`**/chats/${other}`);
  await untilFocusIn(page, '[data-composer]');
  await page.keyboard.type('Надіслано, готово');
  await page.keyboard.press('Control+Shift+Enter');
  await untilShown(page.locator(`[data-ending="${other}"] [data-undo-finish]`));
  expect(await page.locator('[data-undo-finish]').getAttribute('title')).toMatch(/\(Z\)$/u);
  await page.goto(`/chats/${last}`);
  await window.untilState('Надіслано, далі', 'sent', 'delivered');
  expect(window.complaints()).toEqual([]);
});
