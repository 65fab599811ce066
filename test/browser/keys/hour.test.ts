import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '#test/integration/support/company.ts';
import { until } from '#test/integration/support/until.ts';
import { inNoHurry } from '#test/browser/support/finishing.ts';
import { openStage, type Stage, type Talk } from '#test/browser/support/stage.ts';
import { untilGone, untilShown, type Window } from '#test/browser/support/window.ts';
import { pressUkrainian, untilFocusIn } from './keyboard.ts';

let stage: Stage;
const talks: Talk[] = [];

beforeAll(async () => {
  stage = await openStage();
  for (let nth = 1; nth <= 20; nth += 1) {
    const talk = stage.client('Клієнт', `Номер${String(nth).padStart(2, '0')}`);
    talks.push(talk);
    talk.says(`Питання ${nth}`);
    await stage.meta.idle();
  }
  await stage.settled();
});
afterAll(() => stage.close());

test('§1.5: an hour without a mouse: twenty chats answered, finished, handed over, an alert caught up', async () => {
  const window = await stage.window(null, '/login');
  const { page } = window;
  await logIn(page);
  const hurry = await inNoHurry(page);
  for (const [at, talk] of talks.entries()) {
    // A finish, a hand-over and a reply that goes on have opened the next one already, to be written in.
    const isOpen = at % 4 !== 0;
    if (!isOpen) await letterOf(page, at)('KeyN');
    await untilShown(page.locator('.talk-head').getByText(talk.name));
    await untilFocusIn(page, isOpen ? '[data-composer]' : '.log');
    if (isOpen) await toList(page);
    await letterOf(page, at)('KeyT');
    await untilFocusIn(page, '[data-composer]');
    await serve(window, at);
    if (at === 0) await hurry();
  }
  await page.keyboard.press('n');
  await untilShown(page.getByRole('status').getByText('Більше ніхто не чекає'));
  const answered = () => talks.map((talk) => talk.received().some((text) => text.startsWith('Відповідь')));
  await expect.poll(answered).toEqual(talks.map((_, at) => at % 4 !== 2));
  await expect.poll(() => ledBy(stage.marko.id)).toBe(5);
  await catchUp(window);
  expect(window.complaints(/status of 401/)).toEqual([]);
});

/** Of four: answered and finished by a letter, by one combination, handed over, answered and left open. */
async function serve(window: Window, at: number): Promise<void> {
  const { page } = window;
  const press = letterOf(page, at);
  if (at % 4 === 2) return handOver(page, press);
  await page.keyboard.type(`Відповідь ${at + 1}`);
  if (at % 4 === 1) {
    await page.keyboard.press('Control+Shift+Enter');
    return untilShown(page.locator('[data-undo-finish]'));
  }
  await page.keyboard.press('Control+Enter');
  await window.untilState(`Відповідь ${at + 1}`, 'sent', 'delivered');
  await toList(page);
  if (at % 4 === 0) await finish(page, press, at === 0);
}

async function logIn(page: Page): Promise<void> {
  await untilFocusIn(page, '#email');
  await page.keyboard.type('olena@demo.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await untilShown(page.locator('[data-chat]'));
}

/** Every second chat is worked through in the Ukrainian layout. */
function letterOf(page: Page, at: number): (code: string) => Promise<void> {
  return (code) => (at % 2 === 0 ? pressUkrainian(page, code) : page.keyboard.press(code));
}

/** … and once it was the wrong one: a letter takes it back. */
async function finish(page: Page, press: (code: string) => Promise<void>, isWrong: boolean): Promise<void> {
  await press('KeyE');
  await untilShown(page.locator('[data-undo-finish]'));
  if (!isWrong) return;
  await untilFocusIn(page, '[data-composer]');
  await toList(page);
  await press('KeyZ');
  await untilShown(page.locator('[data-entry=kept_open]'));
  await untilFocusIn(page, '[data-composer]');
  await toList(page);
  await finish(page, press, false);
}

async function toList(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await untilFocusIn(page, '[data-chat]');
}

/** Found by a few letters, with a line why. */
async function handOver(page: Page, press: (code: string) => Promise<void>): Promise<void> {
  await toList(page);
  await press('KeyH');
  await untilFocusIn(page, '[data-seek-receiver]');
  await page.keyboard.type('марк');
  await untilShown(page.locator(`[data-receiver="${stage.marko.id}"]:has(:checked)`));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('це по його частині');
  await page.keyboard.press('Enter');
  await untilGone(page.locator('[role=dialog]'));
}

/** A client of theirs writes while nobody is logged in: the bell tells of it afterwards. */
async function catchUp({ page, untilState }: Window): Promise<void> {
  await page.keyboard.press('Control+k');
  await untilFocusIn(page, '[data-palette]');
  await page.keyboard.type('log out');
  await untilShown(page.locator('[data-command=log_out][aria-selected=true]'));
  await page.keyboard.press('Enter');
  await untilFocusIn(page, '#email');
  await until('they are away', isAway);
  talks[3]?.says('А доставка є?');
  await stage.meta.idle();
  await logIn(page);
  await untilShown(page.locator('[data-bell="1"]'));
  await page.keyboard.press('b');
  await untilFocusIn(page, '[data-alert=wrote]');
  await page.keyboard.press('Enter');
  await untilShown(page.locator('.log').getByText('А доставка є?'));
  await untilShown(page.locator('[data-bell="0"]'));
  await page.keyboard.press('r');
  await untilFocusIn(page, '[data-composer]');
  await page.keyboard.type('Відповідь на пропущене');
  await page.keyboard.press('Control+Enter');
  await untilState('Відповідь на пропущене', 'sent', 'delivered');
}

async function isAway(): Promise<boolean> {
  const { rows } = await stage.api.database.pool.query<{ state: string }>(
    `select state from presence where employee_id = $1`,
    [stage.api.people.olena.id],
  );
  return rows[0]?.state !== 'online';
}

async function ledBy(employeeId: string): Promise<number> {
  const { rows } = await stage.api.database.pool.query<{ count: number }>(
    `select count(*)::int as count from chat_operator where employee_id = $1 and gone_at is null`,
    [employeeId],
  );
  return rows[0]?.count ?? 0;
}
