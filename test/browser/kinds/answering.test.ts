import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const strip = ({ page }: Window) => page.locator('[data-replying]');
const row = (window: Window, text: string) => window.page.locator('.ev').filter({ has: window.bubble(text) });

/** What this client has at Messenger. */
const thread = (client: string) => stage.meta.thread({ client, page: stage.api.pages.dim.facebookId });

test('B02: one answers a certain message by mouse or keys, the draft keeps it, and its quote leads there', async () => {
  const client = stage.client('Варвара', 'Цитата');
  const first = client.says('Чи є лампа на кухню?');
  client.says('І ще питання про доставку');
  await stage.meta.idle();
  const window = await stage.window('olena');
  const { page } = window;
  await window.open('Варвара Цитата');
  await untilShown(window.bubble('І ще питання про доставку'));

  await row(window, 'Чи є лампа на кухню?').hover();
  await row(window, 'Чи є лампа на кухню?').locator('[data-reply]').click();
  await untilShown(strip(window).getByText('Чи є лампа на кухню?'));
  expect(await strip(window).innerText()).toContain('Варвара Цитата');
  // By keys: a later one, none, an earlier one, none; Escape lets go of it and stays in the field.
  await page.keyboard.press('Alt+ArrowDown');
  await untilShown(strip(window).getByText('І ще питання про доставку'));
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Escape');
  await untilGone(strip(window));
  await page.locator('[data-composer]:focus').waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await page.locator('[data-composer]').fill('Так, є');
  expect(await faults(window)).toEqual([]);

  await page.reload();
  await untilShown(strip(window).getByText('Чи є лампа на кухню?'));
  await page.locator('[data-send]').click();
  await window.untilState('Так, є', 'sent', 'delivered', 'read');
  await untilGone(strip(window));
  expect(thread(client.id).messages.at(-1)).toMatchObject({ text: 'Так, є', replyTo: first.mid });
  await untilShown(row(window, 'Так, є').locator('[data-quote]').getByText('Чи є лампа на кухню?'));

  await row(window, 'Так, є').locator('a[data-quote]').click();
  await untilShown(row(window, 'Чи є лампа на кухню?').and(page.locator('[data-sought]')));
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('B02: a client’s quote leads to what is not loaded; what is not here is said; a phone holds it', async () => {
  const client = stage.client('Юстина', 'Давня');
  const first = client.says('Найперше слово');
  for (let n = 0; n < 70; n += 1) client.says(`Слово ${n}`);
  await stage.meta.idle();
  const { facebookId: page } = stage.api.pages.dim;
  stage.meta.sendMessage({ client: client.id, page, text: 'Я про це', replyTo: first.mid ?? '' });
  stage.meta.sendMessage({ client: client.id, page, text: 'А це про зникле', replyTo: 'm_gone' });
  await stage.meta.idle();
  const window = await stage.window('olena', '/', { width: 390, height: 800, theme: 'dark' });
  await window.open('Юстина Давня');
  await window.page.locator('[data-to-end], .to-end').or(window.bubble('А це про зникле')).first().waitFor();
  const toEnd = window.page.getByRole('button', { name: /До кінця|унизу|внизу/u });
  if (await toEnd.isVisible()) await toEnd.click();
  await untilShown(window.bubble('А це про зникле').getByText('Цього повідомлення тут немає'));
  await untilShown(window.bubble('Я про це').getByText('Найперше слово'));

  await window.bubble('А це про зникле').evaluate((bubble) => {
    const at = { bubbles: true, pointerType: 'touch', clientX: 5, clientY: 5 };
    bubble.dispatchEvent(new PointerEvent('pointerdown', at));
  });
  await untilShown(row(window, 'А це про зникле').locator('[data-reply]'));
  expect(await faults(window)).toEqual([]);

  await window.bubble('Я про це').locator('a[data-quote]').click();
  await untilShown(row(window, 'Найперше слово').and(window.page.locator('[data-sought]')));
  expect(window.complaints()).toEqual([]);
});

test('B02: one reacts by mouse or keys, colleagues see it at once; after the window it is said before', async () => {
  const client = stage.client('Севастян', 'Реакція');
  const { mid } = client.says('Дякую, лампа чудова!');
  await stage.meta.idle();
  const [olena, marko] = [await stage.window('olena'), await stage.window(stage.marko)];
  for (const window of [olena, marko]) await window.open('Севастян Реакція');
  const { page } = olena;
  const said = row(olena, 'Дякую, лампа чудова!');
  await said.hover();
  await said.locator('[data-react]').click();
  await untilShown(page.locator('[data-sign="❤️"]'));
  expect(await faults(olena)).toEqual([]);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const seen = row(marko, 'Дякую, лампа чудова!').locator('[data-reaction=page][data-state=sent]');
  await untilShown(seen.getByText('👍'));
  await expect.poll(() => seen.innerText()).toContain('Олена Коваль: наша реакція «подобається»');
  await expect.poll(() => thread(client.id).messages[0]?.pageReaction).toBe('👍');

  stage.meta.sendReaction({ mid: mid ?? '', emoji: '❤️', reaction: 'love' });
  await untilShown(said.locator('[data-reaction=client]').getByText('Севастян Реакція: реакція «серце»'));
  expect(await faults(olena)).toEqual([]);
  await said.locator('[data-react]').focus();
  await page.keyboard.press('Enter');
  await untilShown(page.locator('[data-sign="👍"][aria-pressed=true]'));
  await page.keyboard.press('Enter');
  await untilGone(said.locator('[data-reaction=page]'));
  await expect.poll(() => thread(client.id).messages[0]?.pageReaction).toBeUndefined();

  const late = stage.client('Пізня', 'Реакція');
  const { facebookId } = stage.api.pages.dim;
  stage.meta.sendMessage({ client: late.id, page: facebookId, text: 'Учора', timestamp: Date.now() - 30 * 3_600_000 });
  await olena.open('Пізня Реакція');
  await row(olena, 'Учора').hover();
  await row(olena, 'Учора').locator('[data-react]').click();
  await untilShown(page.locator('[data-reaction-closed]'));
  expect(olena.complaints()).toEqual([]);
});
