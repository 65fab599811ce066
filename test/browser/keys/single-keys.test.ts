import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '#test/browser/support/axe.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilGone, untilShown } from '#test/browser/support/window.ts';
import { pressUkrainian, untilFocusIn } from './keyboard.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  for (const name of ['Алла Перша', 'Борис Другий', 'Віктор Третій']) {
    const [first = '', last = ''] = name.split(' ');
    stage.client(first, last).says(`Вітаю, я ${first}`);
    await stage.settled();
  }
});
afterAll(() => stage.close());

test('§1.5: next, take, answer, status and finish by one key each, in the Ukrainian layout too', async () => {
  const { page, ...window } = await stage.window('olena');
  await untilShown(window.row('Віктор Третій'));
  await pressUkrainian(page, 'KeyN');
  await untilShown(page.locator('.talk-head').getByText('Алла Перша'));
  await untilFocusIn(page, '.log');
  await pressUkrainian(page, 'KeyN');
  await untilShown(page.locator('.talk-head').getByText('Борис Другий'));
  await untilFocusIn(page, '.log');
  await pressUkrainian(page, 'KeyT');
  await untilGone(page.locator('[data-take]'));
  await untilFocusIn(page, '[data-composer]');
  await page.keyboard.type('Те саме, без миші: take, s');
  await page.keyboard.press('Control+Enter');
  await window.untilState('Те саме, без миші: take, s', 'sent', 'delivered');
  await page.keyboard.press('Escape');
  await untilFocusIn(page, '[data-chat][aria-current]');
  await page.keyboard.press('s');
  await page.locator('[data-set-status=in_progress]').press('Enter');
  await untilShown(page.locator('button[data-status=in_progress]:not([disabled])'));
  await page.keyboard.press('e');
  // One press: the client was answered, it can be undone, and who waits longest is next.
  await untilShown(page.locator('[data-undo-finish]'));
  await untilShown(page.locator('.talk-head').getByText('Алла Перша'));
  expect(window.complaints()).toEqual([]);
});

test('§1.5: a key pressed while the act of the one before is under way is done after it', async () => {
  const { page, ...window } = await stage.window('olena');
  await window.open('Віктор Третій');
  let letGo = (): unknown => undefined;
  await page.route('**/operators/me*', (route) => void (letGo = () => route.continue()), { times: 1 });
  await page.locator('.log').focus();
  await pressUkrainian(page, 'KeyT');
  await untilShown(page.locator('[data-take][disabled]'));
  await pressUkrainian(page, 'KeyS');
  expect(await page.locator('[role=menu]').count()).toBe(0);
  letGo();
  await untilShown(page.locator('[role=menu] [data-set-status=in_progress]'));
  await untilGone(page.locator('[data-take]'));
  await page.keyboard.press('Escape');
  expect(window.complaints()).toEqual([]);
});

test('§1.5: a sheet names every key; letters do nothing in fields, under dialogs, and when switched off', async () => {
  const window = await stage.window('olena');
  const { page } = window;
  await untilShown(window.row('Алла Перша'));
  await pressUkrainian(page, 'Slash');
  await untilFocusIn(page, '[role=search] input');
  await page.keyboard.type('n?');
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[role=search] input')?.value === 'n?');
  await page.locator('[role=search] input').fill('');
  await page.locator('[role=search] input').blur();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Клавіші' });
  await untilShown(sheet.getByText('Наступний, хто чекає'));
  // Of two keys with one letter each says which it is.
  await untilShown(sheet.getByText('Shift M', { exact: true }));
  expect(await faults(window)).toEqual([]);
  await page.keyboard.press('n');
  expect(new URL(page.url()).pathname).toBe('/');
  await sheet.locator('[data-keys-on]').uncheck();
  await page.keyboard.press('Escape');
  await untilGone(sheet);
  await window.open('Алла Перша');
  expect(await page.locator('[data-take]').getAttribute('title')).toBe('Взяти');
  await page.locator('.log').focus();
  await page.keyboard.press('t');
  await page.keyboard.press('F6');
  await untilFocusIn(page, '[data-composer]');
  await untilShown(page.locator('[data-take]'));
  await page.goto('/me');
  await page.locator('[data-keys-switch]').click();
  await page.goto('/');
  await window.open('Алла Перша');
  expect(await page.locator('[data-take]').getAttribute('title')).toBe('Взяти (T)');
  expect(window.complaints()).toEqual([]);
});
