import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§8: a short talk stands at the composer; a time says its day when pointed at; links are links', async () => {
  const client = stage.client('Ганна', 'Довгопрізвищенко');
  client.says('Ось: www.dim.example/лампи, або пишіть на hanna@dim.example');
  const window = await stage.window('olena');
  const { page } = window;
  await window.open('Ганна Довгопрізвищенко');
  const message = page.locator('.log [data-message]').first();
  await untilShown(message);
  const gap = async () => {
    const [last, composer] = await Promise.all([
      page.locator('.thread > li[data-index]').last().boundingBox(),
      page.locator('.composer').boundingBox(),
    ]);
    return (composer?.y ?? 0) - (last?.y ?? 0) - (last?.height ?? 0);
  };
  await expect.poll(gap).toBeLessThan(120);

  const [web, mail] = await message.locator('a').all();
  expect(await web?.getAttribute('href')).toBe('https://www.dim.example/лампи');
  expect(await web?.getAttribute('rel')).toBe('noopener noreferrer');
  expect(await mail?.getAttribute('href')).toBe('mailto:hanna@dim.example');

  const time = page.locator('.log .ev > time').first();
  const year = String(new Date().getFullYear());
  expect(await time.getAttribute('title')).toMatch(new RegExp(`^\\p{L}+, \\d+ \\p{L}+ ${year}.*:\\d\\d:\\d\\d`, 'u'));
  for (const name of [page.locator('.talk-head h1'), page.locator('.context h2'), page.locator('.row-name').first()])
    expect(await name.getAttribute('title')).toBe('Ганна Довгопрізвищенко');
  for (const place of [page.locator('.row-page').first(), page.locator('.talk-head p'), page.locator('.context p.dim')])
    expect(await place.first().getAttribute('title')).toContain('Дім і Світло');

  const signs = page.locator('[data-signs]');
  await page.locator('[data-composer]').fill('а'.repeat(1_799));
  expect(await signs.innerText()).toBe('');
  await page.locator('[data-composer]').fill('а'.repeat(1_800));
  expect((await signs.innerText()).replace(/\s/gu, '')).toBe('1800/1999');
  await page.locator('[data-composer]').fill('');
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('§8: an edited message tells what it said before, by keys too', async () => {
  const client = stage.client('Зоряна', 'Правка');
  const { mid } = client.says('Завтра о 14:00');
  await stage.settled();
  const window = await stage.window('olena');
  const { page } = window;
  await window.open('Зоряна Правка');
  await untilShown(window.bubble('Завтра о 14:00'));
  stage.meta.sendEdit({ mid: mid ?? '', text: 'Завтра о 15:00' });
  stage.meta.sendEdit({ mid: mid ?? '', text: 'Завтра о 16:00' });
  await untilShown(window.bubble('Завтра о 16:00'));
  const former = page.locator('[data-former]');
  await untilShown(former.getByText(/^Змінено о \d\d:\d\d/u));
  expect(await former.getByText('Завтра о 14:00').isVisible()).toBe(false);
  await former.locator('summary').focus();
  await page.keyboard.press('Enter');
  await untilShown(former.getByText('Завтра о 14:00'));
  expect(await former.locator('li span').allInnerTexts()).toEqual(['Завтра о 14:00', 'Завтра о 15:00']);
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});
