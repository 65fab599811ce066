import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boxOf, isOneLine } from '../support/box.ts';
import { atRest, resize } from '../support/rest.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;
const NAME = 'Вероніка Константинопольська';

beforeAll(async () => {
  stage = await openStage();
  stage.client('Вероніка', 'Константинопольська').says('Доброго дня! Чи є у вас торшер «Ранок» у білому кольорі?');
  await stage.settled();
});
afterAll(() => stage.close());

/** How far one thing lies on another, in pixels. */
async function overlap(page: Page, one: string, other: string): Promise<number> {
  const [a, b] = [await page.locator(one).first().boundingBox(), await page.locator(other).first().boundingBox()];
  if (!a || !b) throw new Error(`${one} or ${other} is not there`);
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, Math.min(across, down));
}

/** What reaches beyond the window's right edge, where the page can be scrolled to a side. */
const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > innerWidth,
    );
    return out.map((one) => `${one.tagName}.${one.className} ${one.getBoundingClientRect().right}`);
  });

test('§1.15: between a phone and a desk the name of the client stays in the head, and the ✕ beside it', async () => {
  const { page } = await stage.window('olena', '/chats/1');
  const title = page.locator('.talk-head h1');
  await untilShown(title);
  for (const width of [660, 720, 768, 900, 1024, 1180]) {
    await resize(page, width, 800);
    const box = await boxOf(title);
    expect([width, box.width > 120]).toEqual([width, true]);
    expect([width, ...(await atRest(page, () => beyond(page)))]).toEqual([width]);
    if (width < 720) continue;
    for (const head of ['.bar', '.talk-head'])
      await expect.poll(async () => [width, head, await isOneLine(page, head)]).toEqual([width, head, true]);
  }
  await resize(page, 768, 800);
  await page.locator('[data-more]').click();
  await page.getByRole('menuitem', { name: 'Про клієнта' }).click();
  await untilShown(page.locator('.side-sheet h2').getByText(NAME));
  await expect.poll(() => overlap(page, '.side-sheet h2', '.side-sheet-close')).toBe(0);
});

test('§1.15: the heads of the settings fit, their buttons whole, at every width', async () => {
  const { page } = await stage.window('iryna', '/settings/pages');
  for (const path of ['/settings/pages', '/settings/employees']) {
    await page.goto(path);
    await untilShown(page.locator('.page-head .btn'));
    for (const width of [660, 768, 1001, 1024, 1100, 1180, 1280]) {
      await resize(page, width, 800);
      const box = await boxOf(page.locator('.page-head > .btn'));
      expect([path, width, box.x + box.width <= width]).toEqual([path, width, true]);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
  }
});

test('§1.16: with letters twice as large no row is cut, and no head lies on what is below', async () => {
  const { page } = await stage.window('olena', '/chats/1', { width: 1440, height: 900 });
  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%')),
  );
  await page.reload();
  await untilShown(page.locator('[data-chat]'));
  const cut = () =>
    page.locator('[data-chat] > :is(.row-name, .row-last, .row-wait)').evaluateAll((parts) =>
      parts.flatMap((part) => {
        const [own, row] = [part.getBoundingClientRect(), part.parentElement?.getBoundingClientRect()];
        return row && (own.top < row.top - 0.5 || own.bottom > row.bottom + 0.5) ? [part.className] : [];
      }),
    );
  expect(await atRest(page, cut)).toEqual([]);
  await expect.poll(() => overlap(page, '.list-head', '.list-search')).toBe(0);
  await expect.poll(() => overlap(page, '.talk-head', '.talk .log')).toBe(0);
  for (const head of ['.list-head', '.talk-head', '.bar']) {
    const first = page.locator(head).first();
    const beyond = () => first.evaluate((one) => one.scrollHeight - one.clientHeight);
    await expect.poll(async () => [head, await beyond()]).toEqual([head, 0]);
  }
});

/** What is painted of it, by which two can be told apart. */
const paint = (page: Page, what: string, pseudo?: string) =>
  page
    .locator(what)
    .first()
    .evaluate((one, part) => {
      const { backgroundColor, borderBottomColor, outlineStyle, outlineColor, borderStyle } = getComputedStyle(
        one,
        part,
      );
      return [backgroundColor, borderBottomColor, outlineStyle, outlineColor, borderStyle].join(' ');
    }, pseudo);

test('§1.16: in forced colours on is not off, and what is chosen, current or open can be seen', async () => {
  const { page } = await stage.window('iryna', '/settings/configuration', { width: 1440, height: 900 });
  await page.emulateMedia({ forcedColors: 'active' });
  await untilShown(page.locator('.switch'));
  const apart = async (one: string, other: string) =>
    expect([one, (await paint(page, one)) !== (await paint(page, other))]).toEqual([one, true]);
  await apart('.tabs a[aria-current]', '.tabs a:not([aria-current])');
  await page.locator('#always').click();
  // The hours of a day are told from the rest of it, and a shift that goes on from one that does not.
  await apart('.day-bar i', '.day-bar');
  const onShift = '.presence .switch';
  const going = await paint(page, onShift);
  await page.locator('.presence').click();
  await untilShown(page.locator('[data-on-shift=on_break]'));
  await expect.poll(() => paint(page, onShift)).not.toBe(going);
  const before = await paint(page, '.config .switch');
  await page.locator('.config .switch').first().click();
  await expect.poll(() => paint(page, '.config .switch')).not.toBe(before);
  await page.goto('/settings/team');
  await untilShown(page.locator('.strip-key'));
  const [online, away] = [
    await paint(page, '.strip-key-online', '::before'),
    await paint(page, '.strip-key-away', '::before'),
  ];
  expect(online).not.toBe(away);
  await page.goto('/me');
  await untilShown(page.locator('.seg'));
  await apart('.seg button[aria-pressed=true]', '.seg button[aria-pressed=false]');
  await page.goto('/chats/1');
  await untilShown(page.locator('.row.is-current'));
  expect(await paint(page, '.row.is-current')).toMatch(/solid/);
});

test.each([390, 1024, 1440])('§1.16: with letters of 200 % the hours are read whole at %i px', async (width) => {
  const { page } = await stage.window('iryna', '/me');
  await page.setViewportSize({ width, height: 900 });
  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%')),
  );
  await page.goto('/settings/configuration');
  // Where the company works always, nothing is written in them.
  await untilShown(page.locator('#always'));
  if ((await page.locator('.interval input').count()) === 0) await page.locator('#always').click();
  await untilShown(page.locator('.interval input').first());
  const cut = () =>
    page
      .locator('.interval input')
      .evaluateAll((fields) => fields.filter((field) => field.scrollWidth > field.clientWidth).length);
  await expect.poll(cut).toBe(0);
});

/** Which of the parts of the composer's foot lie on one another, or beyond the window. */
const crowded = (page: Page): Promise<string[]> =>
  page.locator('.composer-foot > *').evaluateAll((parts) => {
    const seen = parts.map((part) => part.getBoundingClientRect()).filter(({ width, height }) => width * height > 1);
    return seen.flatMap((one, n) => {
      const isBeyond = one.left < 0 || one.right > innerWidth || one.bottom > innerHeight;
      const isOn = seen
        .slice(n + 1)
        .some(
          (other) =>
            Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
        );
      return isBeyond || isOn ? [`${n}: ${one.left} ${one.top} ${one.right} ${one.bottom}`] : [];
    });
  });

test.each(['100%', '200%'])(
  '§1.16 F39: on a phone, with letters of %s, the composer keeps its buttons in sight',
  async (size) => {
    const window = await stage.window('olena', '/chats/1', { width: 390, height: 844 });
    const { page } = window;
    await untilShown(page.locator('[data-composer]'));
    await page.evaluate((letters) => (document.documentElement.style.fontSize = letters), size);
    for (const text of ['', 'Так, є білий торшер. '.repeat(12), 'Так. '.repeat(360)]) {
      await page.locator('[data-composer]').fill(text);
      expect([size, text.length, ...(await atRest(page, () => crowded(page)))]).toEqual([size, text.length]);
      await expect.poll(() => overlap(page, '.composer-body', '.composer-foot')).toBe(0);
      expect(await atRest(page, () => beyond(page))).toEqual([]);
    }
    // The line of the window, and why it is so long.
    await page.locator('.composer .chips').getByRole('button', { name: 'чому?' }).click();
    await untilShown(page.locator('[data-window-why]'));
    expect([size, ...(await atRest(page, () => crowded(page)))]).toEqual([size]);
    await expect.poll(() => overlap(page, '[data-window-why]', '.composer-body')).toBe(0);
    await page.locator('[data-composer]').fill('');
  },
);
