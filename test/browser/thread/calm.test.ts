import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { publishSettings } from '../support/publishing.ts';
import { boxOf } from '../support/box.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const middle = ({ y, height }: { y: number; height: number }): number => y + height / 2;

/** Holds the taking of a chat until it is let go. */
async function holdTaking({ page }: Window): Promise<() => Promise<void>> {
  let held: Route | undefined;
  await page.route('**/operators/me*', (route) => void (held = route), { times: 1 });
  return async () => {
    await expect.poll(() => held !== undefined).toBe(true);
    await held?.continue();
  };
}

test('§8: a lost race is said calmly, and its ✕ stands in the line of its words', async () => {
  stage.client('Лариса', 'Гонта').says('Добрий день!');
  const [olena, marko] = [await stage.window('olena'), await stage.window(stage.marko)];
  await olena.open('Лариса Гонта');
  await marko.open('Лариса Гонта');
  const letGo = await holdTaking(olena);
  await olena.page.locator('[data-take]').click();
  await marko.page.locator('[data-take]').click();
  await untilGone(marko.page.locator('[data-take]'));
  await letGo();
  const notice = olena.page.locator('[role=status].notice').filter({ hasText: 'Чат уже веде Марко Гнатюк' });
  await untilShown(notice);
  const [danger, own] = await notice.evaluate((one) => {
    const { color } = getComputedStyle(one.querySelector('.icon') ?? one);
    const probe = document.createElement('i');
    probe.style.color = 'var(--danger)';
    one.append(probe);
    const wanted = getComputedStyle(probe).color;
    probe.remove();
    return [wanted, color];
  });
  expect(own).not.toBe(danger);
  expect(await olena.page.locator('[role=alert]').count()).toBe(0);
  const [words, close] = [await boxOf(notice.locator('p')), await boxOf(notice.getByRole('button'))];
  expect(Math.abs(middle(words) - middle(close))).toBeLessThanOrEqual(1);
  expect(await faults(olena)).toEqual([]);
  expect(olena.complaints(/ 409 /)).toEqual([]);
});

test('§8: own name is said once, and no status that every answer turns', async () => {
  const client = stage.client('Марина', 'Сич');
  client.says('Чи є торшер?');
  const window = await stage.window('olena');
  await window.open('Марина Сич');
  for (const answer of ['Так, є', 'Вісім штук', 'Білий теж']) {
    await window.answer(answer);
    await window.untilState(answer, 'sent', 'delivered');
    client.says(`А ще? ${answer}`);
    await untilShown(window.bubble(`А ще? ${answer}`));
  }
  const { page } = window;
  expect(await page.locator('.ev--out .author').allInnerTexts()).toEqual(['Олена Коваль']);
  await untilShown(page.locator('[data-entry=opened]'));
  expect(await page.locator('[data-entry=status_changed]').count()).toBe(0);
});

test('§8: while a client is asked, both ways to end that stand together, on a phone too', async () => {
  await publishSettings(stage, { requirePhone: true });
  stage.client('Софія', 'Литвин').says('Вітаю!');
  const window = await stage.window('olena', '/', { width: 1440, height: 900 });
  const { page } = window;
  await window.open('Софія Литвин');
  const [take, stop] = [page.locator('[data-take]'), page.locator('[data-stop-asking]')];
  await untilShown(stop);
  await untilShown(take);
  const [left, right] = [await boxOf(take), await boxOf(stop)];
  expect(middle(left)).toBe(middle(right));
  expect(right.x - left.x - left.width).toBeLessThanOrEqual(12);
  await page.setViewportSize({ width: 390, height: 844 });
  expect([(await boxOf(take)).height, (await boxOf(stop)).height].every((height) => height >= 44)).toBe(true);
  expect(await faults(window)).toEqual([]);
  await stop.click();
  await untilGone(page.locator('[data-waiting=collecting]'));
  await publishSettings(stage, { requirePhone: false });
});

test('§8: hours before its time the fuse is pale, and its knot lies inside the conversation', async () => {
  stage.client('Роман', 'Бойко').says('Є хто?');
  const window = await stage.window('olena', '/', { width: 1440, height: 900 });
  const { page } = window;
  await window.open('Роман Бойко');
  const fuse = page.locator('.fuse--calm i');
  await untilShown(page.locator('.chips'));
  expect(await fuse.evaluate((one) => Number(getComputedStyle(one).opacity))).toBeLessThanOrEqual(0.5);
  const knot = await fuse.evaluate((one) => {
    const { right } = getComputedStyle(one, '::after');
    return one.getBoundingClientRect().right - Number.parseFloat(right);
  });
  const talk = await boxOf(page.locator('section.talk'));
  expect(knot).toBeLessThanOrEqual(talk.x + talk.width);
});

test('§2.5: why a chat waits leaves the larger part of the conversation in sight', async () => {
  stage.client('Петро', 'Дяченко').says('Коли відповісте?');
  const window = await stage.window('olena', '/', { width: 1440, height: 900 });
  const { page } = window;
  await window.open('Петро Дяченко');
  await page.locator('.waiting .ask').click();
  const card = page.locator('.waiting .why');
  await untilShown(card);
  await expect.poll(() => page.locator('.waiting .skels').count()).toBe(0);
  const [why, talk] = [await boxOf(card), await boxOf(page.locator('section.talk'))];
  const log = await boxOf(page.locator('.log'));
  expect([why.height < talk.height / 2, log.height > why.height]).toEqual([true, true]);
});
