import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '#test/browser/support/axe.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilGone, untilShown } from '#test/browser/support/window.ts';
import { PNG } from '#test/integration/support/png.ts';
import { until } from '#test/integration/support/until.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('F21: a ready reply is written in two languages, and an operator keeps their own', async () => {
  const iryna = await stage.window('iryna', '/settings/ready-replies');
  const { page } = iryna;
  await page.locator('[data-add-ready=shared]').click();
  const form = page.getByRole('dialog', { name: 'Додати відповідь' });
  await form.getByLabel('Скорочення').fill('/Привіт');
  await form.getByLabel('Назва').fill('Привітання');
  await form.locator('[data-template-text]').fill('Добрий день, {ім’я} {прізвище}!');
  await form.getByRole('tab', { name: 'English' }).click();
  await form.locator('[data-template-text]').fill('Good afternoon!');
  expect(await faults(iryna)).toEqual([]);
  await form.getByRole('button', { name: 'Додати відповідь' }).click();
  const row = page.locator('[data-ready-row="привіт"]');
  await untilShown(row.getByText('/привіт'));
  await untilShown(row.getByText('українська, англійська'));
  await untilShown(row.getByText('ще ні'));
  expect(await faults(iryna)).toEqual([]);

  const olena = await stage.window('olena', '/settings/ready-replies');
  await untilShown(olena.page.locator('[data-ready-row="привіт"]'));
  expect(await olena.page.locator('[data-add-ready=shared]').count()).toBe(0);
  await olena.page.locator('[data-add-ready=mine]').click();
  const own = olena.page.getByRole('dialog');
  await own.getByLabel('Скорочення').fill('дякую');
  await own.getByLabel('Назва').fill('Подяка');
  await own.locator('[data-template-text]').fill('Дякую!');
  await own.getByRole('button', { name: 'Додати відповідь' }).click();
  await untilShown(olena.page.locator('[data-ready-row="дякую"]'));
});

/** The field of the answer. */
const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Текст відповіді' });

test('F43: a stroke opens the ready replies; keys choose, also in the wrong layout', async () => {
  stage.client('Софія').says('Добрий день');
  const olena = await stage.window('olena');
  const { page } = olena;
  await olena.open('Софія');
  const field = fieldOf(page);
  await field.click();
  await page.keyboard.type('/ghbd');
  const option = page.getByRole('option', { selected: true });
  await untilShown(option.getByText('Привітання'));
  await untilShown(page.locator('[data-ready-preview] mark').getByText('прізвище'));
  expect(await field.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
  expect(await faults(olena)).toEqual([]);
  // The other language, and back: Tab; what was typed keeps its own arrows.
  await page.keyboard.press('Tab');
  await untilShown(page.locator('[data-ready-preview]').getByText('Good afternoon!'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await untilGone(page.locator('[data-ready-picker]'));
  expect(await field.inputValue()).toBe('/ghbd');
  // What is no shortcut is not sent or broken by Enter; a stroke within a sentence is just one.
  await field.fill('');
  await field.fill('/немає');
  await untilShown(page.getByText('Такої готової відповіді немає.'));
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('/немає');
  await field.fill('120 грн /шт разом');
  await untilGone(page.locator('[data-ready-picker]'));
  await field.fill('');
});

test('F43: what is not known of the client holds the answer, also a draft that was kept', async () => {
  const talk = stage.client('Соломія');
  talk.says('Добрий день');
  const olena = await stage.window('olena');
  const { page } = olena;
  await olena.open('Соломія');
  const field = fieldOf(page);
  await page.getByRole('button', { name: 'Готові відповіді' }).click();
  await untilShown(page.locator('[data-ready="дякую"]'));
  await page.keyboard.type('привіт');
  await untilGone(page.locator('[data-ready="дякую"]'));
  await page.keyboard.press('Enter');
  await until('the text', async () => (await field.inputValue()).startsWith('Добрий день, Соломія ['));
  await page.keyboard.press('Control+Enter');
  await untilShown(page.locator('[data-unfilled]').getByText('прізвище'));
  expect(await faults(olena)).toEqual([]);
  expect(talk.received()).toEqual([]);
  // What is missing is selected: writing fills it in.
  await page.keyboard.type('Коваль');
  expect(await field.inputValue()).toBe('Добрий день, Соломія Коваль!');
  await page.keyboard.press('Control+Enter');
  await until('the answer', () => talk.received().includes('Добрий день, Соломія Коваль!'));
  await page.goto('/settings/ready-replies');
  await untilShown(page.locator('[data-ready-row="привіт"]').getByText('1, вами 1'));
  await page.goBack();
  await field.fill('Ще раз: [прізвище]');
  await page.reload();
  await untilShown(page.locator('[data-unfilled]').getByText('прізвище'));
  await field.click();
  await page.keyboard.press('Control+Enter');
  expect(await field.inputValue()).toBe('Ще раз: [прізвище]');
});

/** As if they came from another program, while the form has the window. */
const bring = (page: Page, how: 'drop' | 'paste', name: string) =>
  page.locator('[data-files-field]').evaluate(
    (target, [kind, called]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([called], called, { type: 'text/plain' }));
      const is = { bubbles: true, cancelable: true };
      if (kind === 'paste') target.dispatchEvent(new ClipboardEvent('paste', { ...is, clipboardData: dataTransfer }));
      else for (const step of ['dragenter', 'drop']) target.dispatchEvent(new DragEvent(step, { ...is, dataTransfer }));
    },
    [how, name] as const,
  );

test('F21: a ready reply carries files, chosen, dropped or pasted, which are seen in its list', async () => {
  const iryna = await stage.window('iryna', '/settings/ready-replies');
  const { page } = iryna;
  await page.locator('[data-add-ready=shared]').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Скорочення').fill('вітрина');
  await form.getByLabel('Назва').fill('Фото вітрини');
  await form.locator('[data-template-text]').fill('Ось наша вітрина');
  await untilShown(form.getByText('зображення до 8 МБ'));
  await form.locator('[data-ready-file-input]').setInputFiles({ name: 'в.png', mimeType: 'image/png', buffer: PNG });
  await bring(page, 'drop', 'прайс.txt');
  await bring(page, 'paste', 'зайве.txt');
  await untilShown(form.locator('[data-file=ready]').nth(2));
  await form.getByRole('button', { name: 'Прибрати з відповіді: зайве.txt' }).click();
  expect(await faults(iryna)).toEqual([]);
  await form.getByRole('button', { name: 'Додати відповідь' }).click();
  const row = page.locator('[data-ready-row="вітрина"]');
  await untilShown(row.getByText('прайс.txt'));
  const seen = row.getByRole('img', { name: 'в.png' });
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  expect(await faults(iryna)).toEqual([]);
  expect(iryna.complaints()).toEqual([]);
});

test('F43: the files of a ready reply are seen before it is taken, and go out with its text', async () => {
  const talk = stage.client('Лідія');
  talk.says('Що у вас є?');
  const olena = await stage.window('olena');
  await olena.open('Лідія');
  const field = fieldOf(olena.page);
  await field.click();
  await olena.page.keyboard.type('/вітр');
  await untilShown(olena.page.locator('[data-ready-preview] [data-carried]').getByText('прайс.txt'));
  expect(await faults(olena)).toEqual([]);
  await olena.page.keyboard.press('Enter');
  await untilShown(olena.page.locator('[data-files] [data-file=ready]').nth(1));
  await olena.page.keyboard.press('Control+Enter');
  const thread = () => stage.meta.thread({ client: talk.id, page: stage.api.pages.dim.facebookId }).messages;
  const ours = () => thread().filter(({ from }) => from === 'page');
  await expect
    .poll(() => ours().map(({ text, attachments }) => text ?? attachments?.[0]?.type))
    .toEqual(['Ось наша вітрина', 'image', 'file']);
  expect(olena.complaints()).toEqual([]);
});
