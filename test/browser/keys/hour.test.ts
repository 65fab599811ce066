import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '#test/integration/support/company.ts';
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
});
afterAll(() => stage.close());

test('§1.5: an hour without a mouse: twenty chats answered, finished, handed over, none left', async () => {
  const window = await stage.window(null, '/login');
  const { page } = window;
  await logIn(page);
  for (const [at, talk] of talks.entries()) {
    // A finish has opened the next one already, to be written in.
    const isOpen = at % 4 === 1;
    if (!isOpen) await letterOf(page, at)('KeyN');
    await untilShown(page.locator('.talk-head').getByText(talk.name));
    await untilFocusIn(page, isOpen ? '[data-composer]' : '.log');
    if (isOpen) await toList(page);
    await letterOf(page, at)('KeyT');
    await untilFocusIn(page, '[data-composer]');
    if (at % 4 === 3) await handOver(page);
    else await answer(window, `Відповідь ${at + 1}`);
    if (at % 4 === 0) await finish(page, letterOf(page, at));
  }
  await page.keyboard.press('n');
  await untilShown(page.getByRole('status').getByText('Більше ніхто не чекає'));
  await stage.meta.idle();
  expect(talks.map((talk) => talk.received().some((text) => text.startsWith('Відповідь')))).toEqual(
    talks.map((_, at) => at % 4 !== 3),
  );
  expect(await ledBy(stage.marko.id)).toBe(5);
  expect(window.complaints(/status of 401/)).toEqual([]);
}, 240_000);

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

async function answer({ page, untilState }: Window, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
  await untilState(text, 'sent', 'delivered');
  await toList(page);
}

async function finish(page: Page, press: (code: string) => Promise<void>): Promise<void> {
  await press('KeyE');
  await untilShown(page.locator('[data-undo-finish]'));
}

async function toList(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await untilFocusIn(page, '[data-chat]');
}

/** A colleague joins, and the first operator leaves. */
async function handOver(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await untilFocusIn(page, '[data-palette]');
  await page.keyboard.type('додати колегу');
  await page.keyboard.press('Enter');
  const colleague = page.locator(`[data-colleague="${stage.marko.id}"]`);
  await untilShown(colleague);
  while (!(await colleague.evaluate((one) => one === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await untilShown(page.locator('.talk-head').getByText('+1'));
  await page.keyboard.press('Control+k');
  await untilFocusIn(page, '[data-palette]');
  await page.keyboard.type('вийти з чату');
  await untilShown(page.locator('[data-command=leave][aria-selected=true]'));
  await page.keyboard.press('Enter');
  await untilShown(page.locator('.talk-head').getByText('веде Марко Гнатюк'));
  await untilGone(page.locator('[role=dialog]'));
  await toList(page);
}

async function ledBy(employeeId: string): Promise<number> {
  const { rows } = await stage.api.database.pool.query<{ count: number }>(
    `select count(*)::int as count from chat_operator where employee_id = $1 and gone_at is null`,
    [employeeId],
  );
  return rows[0]?.count ?? 0;
}
