import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';
import { addTalk } from './talk.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await addTalk(stage);
});
afterAll(() => stage.close());

test.each([390, 1440])('§3: the opened account menu is without a fault at %s px', async (width) => {
  const window = await stage.window('iryna', '/', { width, height: 844 });
  const { page } = window;
  await page.locator('[data-account]').click();
  await untilShown(page.locator('[role=menu]'));
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('§3: who asks for less motion meets none, and who does not meets some', async () => {
  const { page } = await stage.window('iryna', '/chats/1');
  await untilShown(page.locator('[data-composer]'));
  const moving = () =>
    page.evaluate(() => {
      const isMoving = (one: Element) => {
        const { animationName, transitionDuration } = getComputedStyle(one);
        return animationName !== 'none' || transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0);
      };
      return [...document.querySelectorAll('body *')].filter(isMoving).length;
    });
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving()).toBeGreaterThan(0);
});
