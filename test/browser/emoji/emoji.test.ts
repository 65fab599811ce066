import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '#test/browser/support/axe.ts';
import { atRest } from '#test/browser/support/rest.ts';
import { sideways } from '#test/browser/support/sideways.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilGone, untilShown } from '#test/browser/support/window.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { until } from '#test/integration/support/until.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const picker = (page: Page) => page.locator('[data-emoji-search]');
const meant = (page: Page) => page.locator('[role=gridcell][aria-selected=true]');
const nameOf = (page: Page) => meant(page).getAttribute('aria-label');
const hasFocus = (page: Page, selector: string) =>
  page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector);

/** As a person without a mouse: past the ready replies. */
async function openByKeys(page: Page) {
  await untilShown(page.locator('[data-emoji]'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect.poll(() => hasFocus(page, '[data-emoji]')).toBe(true);
  await page.keyboard.press('Enter');
  await untilShown(meant(page));
  await expect.poll(() => hasFocus(page, '[data-emoji-search]')).toBe(true);
}

test('§8 Chat: emoji by keys alone: found in Ukrainian, put in the middle of a text, undone, sent', async () => {
  const talk = stage.client('Оксана', 'Левченко');
  talk.says('Сьогодні в мене день народження!');
  const olena = await stage.window('olena');
  const { page } = olena;
  await olena.open('Оксана');
  const field = page.locator('[data-composer]');
  await field.focus();
  await page.keyboard.type('Вітаємо! Гарного дня');
  for (let at = 0; at < ' Гарного дня'.length; at++) await page.keyboard.press('ArrowLeft');

  await openByKeys(page);
  expect(await page.locator('[data-emoji-group=recent]').count()).toBe(0);
  await page.keyboard.type('торт');
  await untilShown(page.getByRole('status').getByText('Знайдено'));
  await expect.poll(() => meant(page).innerText()).toBe('🎂');
  expect(await picker(page).getAttribute('aria-activedescendant')).toBe(await meant(page).getAttribute('id'));
  expect(await faults(olena)).toEqual([]);
  await page.keyboard.press('Enter');
  await untilGone(picker(page));
  await expect.poll(() => field.inputValue()).toBe('Вітаємо!🎂 Гарного дня');
  await expect.poll(() => hasFocus(page, '[data-composer]')).toBe(true);
  await page.keyboard.press('Control+z');
  await expect.poll(() => field.inputValue()).toBe('Вітаємо! Гарного дня');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => field.inputValue()).toBe('Вітаємо!🎂 Гарного дня');
  await page.keyboard.press('Control+Enter');
  await until('the answer', () => talk.received().includes('Вітаємо!🎂 Гарного дня'));
  expect(olena.complaints()).toEqual([]);
});

test('§8 Chat: emoji used last stand first; arrows go over the rows; Escape gives the field back', async () => {
  stage.client('Богдан').says('Добрий день!');
  const olena = await stage.window('olena');
  const { page } = olena;
  await olena.open('Богдан');
  const field = page.locator('[data-composer]');
  await field.focus();
  await openByKeys(page);
  await expect.poll(() => meant(page).innerText()).toBe('😀');
  await page.keyboard.press('Enter');
  await expect.poll(() => field.inputValue()).toBe('😀');
  await openByKeys(page);
  const recent = page.locator('[data-emoji-group=recent] [role=gridcell]');
  await expect.poll(() => recent.allInnerTexts()).toEqual(['😀']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => meant(page).innerText()).toBe('😃');
  await page.keyboard.press('Enter');
  await expect.poll(() => field.inputValue()).toBe('😀😃');
  await openByKeys(page);
  await expect.poll(() => recent.allInnerTexts()).toEqual(['😃', '😀']);
  expect(await faults(olena)).toEqual([]);
  await page.keyboard.type('абвгґ');
  await untilShown(page.getByText('Такого емодзі немає.'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await untilGone(picker(page));
  await expect.poll(() => hasFocus(page, '[data-composer]')).toBe(true);
  expect(await field.inputValue()).toBe('😀😃');
  expect(olena.complaints()).toEqual([]);
});

test('§8 Chat: emoji on a phone in the dark: as large as a finger, found in the wrong layout, in English', async () => {
  await (await logIn(stage.api, 'olena')).put('/api/me', { language: 'en' });
  stage.client('Ada').says('Hello!');
  const olena = await stage.window('olena', '/', { width: 390, height: 844, theme: 'dark', language: 'en' });
  const { page } = olena;
  await olena.open('Ada');
  const button = page.getByRole('button', { name: 'Emoji' });
  const box = await button.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  expect(await atRest(page, () => sideways(page))).toEqual([]);
  await page.locator('[data-composer]').fill('Hi ');
  await button.click();
  await untilShown(meant(page));
  await untilShown(page.locator('[data-emoji-group=smileys]').getByText('Smileys and emotion'));
  await page.getByRole('combobox', { name: 'Search emoji' }).fill('цфмштп');
  await expect.poll(() => nameOf(page)).toBe('waving hand');
  expect(await faults(olena)).toEqual([]);
  await page.getByRole('gridcell', { name: 'waving hand' }).click();
  await untilGone(picker(page));
  await expect.poll(() => page.locator('[data-composer]').inputValue()).toBe('Hi 👋');
  // Once more, and it closes; the field has the focus.
  await button.click();
  await untilShown(meant(page));
  await button.click();
  await untilGone(picker(page));
  await expect.poll(() => hasFocus(page, '[data-composer]')).toBe(true);
  expect(olena.complaints()).toEqual([]);
});
