import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';
import { addConversation, placeOf, readUpwards } from './conversation.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const log = ({ page }: Window) => page.locator('.log');
const fromEnd = (window: Window) => log(window).evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
const height = (window: Window) => log(window).evaluate((one) => one.clientHeight);

/** Reads downwards, as a wheel does, until the message is drawn. */
async function readDownTo(window: Window, text: string): Promise<void> {
  await log(window).hover();
  await expect
    .poll(async () => {
      const place = await placeOf(window, text);
      const isSeen = place !== null && place < (await height(window));
      if (!isSeen) await window.page.mouse.wheel(0, 500);
      return isSeen;
    })
    .toBe(true);
}

test('§2.3: a chat opens at what was not seen, loads what is around it, and is read on downwards', async () => {
  const number = await addConversation(stage, { psid: 'unread', written: 400, unread: 150 });
  const window = await stage.window('olena', `/chats/${number}`);
  const { page } = window;
  const line = page.locator('.unread-from');
  await untilShown(line);
  const place = () =>
    line.evaluate((one) => {
      const log = one.closest('.log');
      return log ? (one.getBoundingClientRect().top - log.getBoundingClientRect().top) / log.clientHeight : -1;
    });
  await expect.poll(place).toBeGreaterThan(0);
  await expect.poll(place).toBeLessThan(0.4);
  // The message after the line is the first of those not seen, and what stands before it is there, too.
  expect(await placeOf(window, 'Слово 251')).not.toBeNull();
  expect(await placeOf(window, 'Слово 249')).not.toBeNull();
  expect(await placeOf(window, 'Слово 400')).toBeNull();
  const toEnd = page.locator('[data-to-end]');
  const count = async () => Number(/\d+/u.exec(await toEnd.innerText())?.[0]);
  await expect.poll(() => count()).toBeGreaterThan(120);
  const before = await count();

  await readDownTo(window, 'Слово 330');
  await expect.poll(() => count()).toBeLessThan(before);
  expect(await faults(window)).toEqual([]);

  await toEnd.click();
  await untilShown(window.bubble('Слово 400'));
  await expect.poll(() => fromEnd(window)).toBeLessThan(2);
  await untilGone(toEnd);
  // And back up: what lies between the two is loaded again.
  await log(window).hover();
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, -800);
      return placeOf(window, 'Слово 340');
    })
    .not.toBeNull();
  expect(window.complaints()).toEqual([]);
});

test('§2.3: without unread messages a chat opens at its end; what comes below is counted', async () => {
  const client = stage.client('Ярина', 'Мельник');
  for (let n = 1; n <= 30; n += 1) client.says(`Рядок ${n}`);
  const window = await stage.window('olena');
  const { page } = window;
  await window.open('Ярина Мельник');
  await untilShown(window.bubble('Рядок 30'));
  await page
    .locator('[data-to-end]')
    .click()
    .catch(() => undefined);
  await window.answer('Вітаю');
  await window.untilState('Вітаю', 'sent', 'delivered');
  await page.reload();
  await untilShown(window.bubble('Вітаю'));
  await expect.poll(() => fromEnd(window)).toBeLessThan(2);
  expect(await page.locator('.unread-from').count()).toBe(0);
  await log(window).evaluate((one) => one.scrollTo(0, 0));
  client.says('Ще одне');
  client.says('І ще');
  await untilShown(page.locator('[data-to-end]').getByText('2 нові внизу'));
  await page.locator('[data-to-end]').click();
  await untilShown(window.bubble('І ще'));
  await expect.poll(() => fromEnd(window)).toBeLessThan(2);
  expect(window.complaints()).toEqual([]);
});

test('§4: all of 10,000 messages are read upwards, few drawn at a time, none skipped; then the end again', async () => {
  const number = await addConversation(stage, { psid: 'huge', written: 10_000, unread: 0 });
  const window = await stage.window('olena', `/chats/${number}`);
  const { page } = window;
  await untilShown(window.bubble('Слово 10000'));
  const { nodes, rows, odd, steps } = await readUpwards(window);
  expect(odd).toEqual([]);
  // Each step brings what one request has.
  expect(steps).toBeGreaterThan(150);
  expect(nodes).toBeLessThan(3_000);
  expect(rows).toBeLessThan(900);
  await expect.poll(() => log(window).getAttribute('aria-busy')).toBe('false');
  expect(await placeOf(window, 'Слово 1')).not.toBeNull();
  expect(await placeOf(window, 'Слово 10000')).toBeNull();
  // What is read stays where it is while more comes below it.
  await readDownTo(window, 'Слово 30');
  await page.locator('[data-to-end]').click();
  await untilShown(window.bubble('Слово 10000'));
  await expect.poll(() => fromEnd(window)).toBeLessThan(2);
  await window.answer('Побачили');
  await untilShown(window.bubble('Побачили'));
  expect(window.complaints()).toEqual([]);
});

test('§3: who reads the end stays there when what is read grows: larger letters, a narrower window', async () => {
  const number = await addConversation(stage, { psid: 'grows', written: 60, unread: 0 });
  const window = await stage.window('olena', `/chats/${number}`);
  const { page } = window;
  await untilShown(window.bubble('Слово 60'));
  for (const [letters, width] of [
    ['200%', 1440],
    ['100%', 1440],
    ['200%', 390],
    ['100%', 390],
  ] as const) {
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters);
    await page.setViewportSize({ width, height: 844 });
    await expect.poll(() => fromEnd(window)).toBeLessThan(2);
    await untilGone(page.locator('[data-to-end]'));
  }
  // A wheel turned upwards leaves it.
  await log(window).hover();
  await page.mouse.wheel(0, -400);
  await untilShown(page.locator('[data-to-end]'));
  expect(window.complaints()).toEqual([]);
});
