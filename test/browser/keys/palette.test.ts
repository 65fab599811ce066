import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '#test/browser/support/axe.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilGone, untilShown, type Window } from '#test/browser/support/window.ts';
import { untilFocusIn } from './keyboard.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  for (const [first, last] of [
    ['Оксана', 'Левченко'],
    ['Петро', 'Дяченко'],
  ] as const) {
    stage.client(first, last).says(`Торшер для ${first}`);
    await stage.meta.idle();
  }
});
afterAll(() => stage.close());

async function ask(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await untilFocusIn(page, '[data-palette]');
  await page.keyboard.type(words);
}

const command = (page: Page, id: string): Locator => page.locator(`[data-command="${id}"]`);
const isActive = (page: Page, id: string): Locator => command(page, id).and(page.locator('[aria-selected=true]'));

test('§1.5: Ctrl K finds what can be done here and now, in either language and in the other layout', async () => {
  const window = await stage.window('olena');
  const { page } = window;
  await window.open('Оксана Левченко');
  await untilShown(page.locator('[data-composer]'));
  // From the midst of writing, too.
  await page.locator('[data-composer]').fill('Вітаю');
  await page.keyboard.press('Control+k');
  await untilShown(command(page, 'take'));
  await untilShown(command(page, 'go_contacts'));
  expect(await command(page, 'leave').count()).toBe(0);
  expect(await faults(window)).toEqual([]);
  for (const words of ['взяти', 'take', 'dpznb', 'ефлу']) {
    await page.locator('[data-palette]').fill(words);
    await untilShown(isActive(page, 'take'));
  }
  await page.keyboard.press('Enter');
  await untilGone(page.locator('[data-take]'));
  await untilFocusIn(page, '[data-composer]');
  await ask(page, 'вийти з чату');
  await untilShown(isActive(page, 'leave'));
  await page.keyboard.press('Escape');
  await untilFocusIn(page, '[data-composer]');
  expect(window.complaints()).toEqual([]);
});

test('§1.5, §8 Team: a break and the shift are begun and ended by name, by what goes on now', async () => {
  const { page, complaints } = await stage.window('olena');
  await untilShown(page.locator('[data-on-shift=online]'));
  const does = async (words: string, id: string, then: string) => {
    await ask(page, words);
    await untilShown(isActive(page, id));
    await page.keyboard.press('Enter');
    await untilShown(page.locator(`[data-on-shift=${then}]`));
  };
  await does('перерва', 'take_break', 'on_break');
  await ask(page, 'перерв');
  await untilShown(isActive(page, 'end_break'));
  expect(await command(page, 'take_break').count()).toBe(0);
  await page.keyboard.press('Escape');
  await does('end break', 'end_break', 'online');
  await does('завершити зміну', 'end_shift', 'ended');
  await does('почати зміну', 'start_shift', 'online');
  expect(complaints()).toEqual([]);
});

test('§1.5: it comes again however soon after it was closed', async () => {
  const { page, complaints } = await stage.window('olena');
  await untilShown(page.locator('[data-on-shift=online]'));
  await ask(page, 'zzz');
  for (let times = 0; times < 5; times += 1) {
    await page.keyboard.press('Escape');
    await ask(page, 'zzz');
  }
  expect(await page.locator('[data-palette]').inputValue()).toBe('zzz');
  expect(complaints()).toEqual([]);
});

test('§1.5: chats by name, number and words, a look, a language and a setting by name', async () => {
  const window = await stage.window('iryna');
  const { page } = window;
  await untilShown(window.row('Петро Дяченко'));
  await opensChat(window, 'Дяченко', 'Петро Дяченко');
  // The same keys in the English layout.
  await opensChat(window, 'Jrcfyf', 'Оксана Левченко');
  const path = new URL(page.url()).pathname;
  await page.goto('/contacts');
  await untilShown(page.locator('.page-head h1'));
  await ask(page, `#${path.replace('/chats/', '')}`);
  await untilShown(page.locator('[data-command^=chat_]').filter({ hasText: 'Оксана' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${path}`);
  await ask(page, 'appearance dark');
  await page.keyboard.press('Enter');
  await untilShown(page.locator('html[data-theme=dark]'));
  await ask(page, 'розподіл');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/settings/routing*');
  await ask(page, 'english');
  await page.keyboard.press('Enter');
  await untilShown(page.locator('html[lang=en]'));
  await ask(page, 'zzzzzz');
  await untilShown(page.getByText('Nothing found'));
  expect(window.complaints()).toEqual([]);
});

async function opensChat({ page }: Window, words: string, name: string): Promise<void> {
  await ask(page, words);
  await untilShown(page.locator('[data-command^=chat_][aria-selected=true]').filter({ hasText: name }));
  await page.keyboard.press('Enter');
  await untilShown(page.locator('.talk-head').getByText(name));
  await untilFocusIn(page, '.log');
}
