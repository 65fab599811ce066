import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';
import { addChats } from './chats.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await addChats(stage, 30);
});
afterAll(() => stage?.close());

test('F25: what comes meanwhile waits to be asked for, and no row jumps', async () => {
  const { page, ...window } = await stage.window('iryna', '/activities/facebook');
  const first = page.locator('[data-row]').first();
  await untilShown(page.locator('[data-row="1"]'));
  stage.client('Оксана', 'Левченко').says('Добрий день!');
  stage.client('Ігор', 'Шевчук').says('Чи є торшер?');
  await untilShown(page.locator('[data-fresh]').getByText('2 нові чати'));
  expect(await first.getAttribute('data-row')).toBe('1');
  await page.locator('[data-fresh]').click();
  await untilShown(page.locator('[data-row]').getByText('Левченко'));
  await untilGone(page.locator('[data-fresh]'));
  expect(await first.getAttribute('data-row')).not.toBe('1');
  expect(window.complaints()).toEqual([]);
});
