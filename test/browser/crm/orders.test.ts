import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { publish, setting } from '../support/settings.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const { pool } = stage.api.database;
  await pool.query(`insert into source (kind, name, position) values ('order', 'Месенджер', 1)`);
  await pool.query(`insert into contact (name, phones, emails) values ('Левченко Оксана', '{+380671234567}', '{}')`);
  await pool.query(`insert into company (kind, name, full_name, number_formats, signatory, accounts) values
    ('sole', 'Дім', 'ФОП Дім', '{"invoice":"Р-{n}","contract":"Д-{n}","act":"А-{n}","waybill":"В-{n}"}',
      '{"name":"","post":"","basis":""}',
      '[{"iban": "UA673005280000026500504354077", "bank": "ОТП", "currency": "UAH"}]')`);
});
afterAll(() => stage?.close());

const dialog = ({ page }: Window) => page.locator('[role=dialog]');
const panel = ({ page }: Window) => page.locator('[data-crm-orders]');
const save = (window: Window) => dialog(window).locator('form .btn--primary').click();

test('F12: an admin chooses the source of orders made of chats', async () => {
  const { page } = await stage.window('iryna', '/settings/configuration');
  await setting(page, 'orderSourceId').locator('option', { hasText: 'Месенджер' }).waitFor({ state: 'attached' });
  await setting(page, 'orderSourceId').locator('select').selectOption({ label: 'Месенджер' });
  await publish(page);
  const { rows } = await stage.api.database.pool.query<{ name: string }>(
    `select s.name from settings_version v join source s on s.id::text = v.settings ->> 'orderSourceId'`,
  );
  expect(rows).toEqual([{ name: 'Месенджер' }]);
});

test('F12, F34, F35, F44, F45: an order made of a chat, its card, its invoice, and whom it is offered to', async () => {
  stage.client('Оксана', 'Левченко').says('мій номер 067 123 45 67');
  const olena = await stage.window('olena');
  await olena.open('Оксана Левченко');
  await olena.page.locator('[data-crm] [data-choose]').first().click();
  await untilShown(olena.page.locator('[data-crm] [data-linked]').getByText('Левченко Оксана'));
  await panel(olena).locator('[data-create-order]').click();
  await fill(olena);
  await untilShown(olena.page.locator('[data-crm] [data-summary] [data-open-orders="1"]'));
  await panel(olena).locator('[data-open-order]').click();
  await untilShown(dialog(olena).locator('[data-total="450000"]'));
  await olena.page.keyboard.press('Escape');
  await untilGone(dialog(olena));
  await card(olena);
  await papers(olena);
  await contact(olena);
  await offered(olena);
  expect(olena.complaints()).toEqual([]);
});

/** What the chat knows stands there already, and says where it is from. */
async function fill(olena: Window): Promise<void> {
  await untilShown(dialog(olena).locator('[data-known-from]').getByText('з повідомлення клієнта'));
  await untilShown(dialog(olena).locator('[data-source-from]'));
  await untilShown(dialog(olena).getByText('Левченко Оксана'));
  await dialog(olena).getByLabel('Назва, рядок 1').fill('Шафа');
  await dialog(olena).getByLabel('Кількість, рядок 1').fill('1,5');
  await dialog(olena).getByLabel('Ціна, рядок 1').fill('тисяча');
  await untilShown(dialog(olena).locator('[data-total=""]'));
  await dialog(olena).getByLabel('Ціна, рядок 1').fill('3000');
  await untilShown(dialog(olena).locator('[data-total="450000"]'));
  await save(olena);
  await untilGone(dialog(olena));
  await untilShown(panel(olena).locator('[data-linked-order]').getByText('Шафа'));
}

async function card({ page }: Window): Promise<void> {
  await page.goto('/orders?q=шафа');
  await page.locator('[data-order] th a').click();
  await untilShown(page.locator('[data-order-card]'));
  await untilShown(page.locator('[data-order-chats] a'));
  await untilShown(page.getByText('Месенджер'));
  await page.locator('[data-order-documents] [data-new=invoice]').click();
  await untilShown(page.getByRole('link', { name: /^Для замовлення №/ }));
  expect(await page.getByLabel('Ціна, рядок 1').inputValue()).toBe('3000');
  await page.getByRole('link', { name: /^Для замовлення №/ }).click();
  await untilShown(page.locator('[data-order-documents] [data-document]'));
  await page.locator('[data-edit]').click();
  await page.locator('[role=dialog]').getByLabel('Про що воно').fill('Кухня');
  await page.locator('[role=dialog] form .btn--primary').click();
  await untilShown(page.locator('[data-history]').getByText('Кухня'));
}

/** An invoice of the order, a waybill of the invoice; one that is cancelled says so across its page. */
async function papers({ page }: Window): Promise<void> {
  await page.locator('[data-order-documents] [data-document] a').click();
  await issued(page);
  await page.locator('[data-new=waybill]').click();
  await untilShown(page.getByRole('link', { name: /^На підставі: Рахунок №/u }));
  expect(await page.getByLabel('Назва, рядок 1').inputValue()).toBe('Шафа');
  await issued(page);
  await expect.poll(() => redOn(page)).toBe(0);
  await page.locator('[data-cancel]').click();
  await page.locator('[role=dialog]').getByRole('textbox').fill('Помилилися у кількості');
  await page.locator('[role=dialog] form .btn--primary').click();
  await untilShown(page.locator('[data-state=cancelled]').getByText('анульовано'));
  await expect.poll(() => redOn(page)).toBeGreaterThan(1000);
  await page.getByRole('link', { name: /^На підставі: Рахунок №/u }).click();
  await untilShown(page.locator('[data-state=issued]'));
  await page.locator('[data-new=act]').click();
  await untilShown(page.getByRole('link', { name: /^На підставі: Рахунок №/u }));
  await page.goBack();
  await page.getByRole('link', { name: /^Для замовлення №/u }).click();
  await untilShown(page.locator('[data-order-documents] [data-document]').getByText('видано'));
}

async function issued(page: Window['page']): Promise<void> {
  await page.locator('[data-issue]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-state=issued]'));
}

/** Points of the shown page in the red of what stands across one that is not valid. */
const redOn = (page: Window['page']): Promise<number> =>
  page.locator('[data-preview]').evaluate(async (picture) => {
    if (!(picture instanceof HTMLImageElement)) return -1;
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [400, 566];
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const { data } = drawing?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let red = 0;
    for (let at = 0; at < data.length; at += 4) red += (data[at] ?? 0) - (data[at + 1] ?? 0) > 25 ? 1 : 0;
    return red;
  });

/** The contact's card has all of it in one line of time, and how things stand; so has the next chat. */
async function contact({ page }: Window): Promise<void> {
  await page.getByRole('link', { name: 'Левченко Оксана' }).click();
  await untilShown(page.locator('[data-happened=order] a'));
  await untilShown(page.locator('[data-happened=document] a'));
  await untilShown(page.locator('[data-happened=chat] a'));
  await untilShown(page.locator('[data-summary] [data-open-orders="1"]'));
  await untilShown(page.locator('[data-summary] [data-last-document]'));
  await page.locator('[data-happened=chat] a').click();
  await untilShown(page.locator('[data-crm] [data-summary] [data-open-orders="1"]'));
}

async function offered(olena: Window): Promise<void> {
  stage.client('Ігор', 'Шевчук').says('наш номер 067 123 45 67');
  await olena.page.goto('/');
  await olena.open('Ігор Шевчук');
  await untilShown(panel(olena).locator('[data-offered]').getByText('такий самий телефон'));
  await panel(olena).locator('[data-offered] [data-choose]').click();
  await panel(olena).locator('[data-unlink-order]').click();
  await untilGone(panel(olena).locator('[data-unlink-order]'));
  await panel(olena).locator('[data-find-orders]').click();
  await panel(olena).locator('[data-find]').fill('кухня');
  await panel(olena).locator('[data-choose]').first().click();
  await untilShown(panel(olena).locator('[data-unlink-order]'));
}

test('F44: the list of orders is read on a phone, and one is added beside it', async () => {
  const olena = await stage.window('olena', '/orders', { width: 390, height: 780 });
  await olena.page.locator('[data-create]').click();
  await dialog(olena).getByLabel('Назва, рядок 1').fill('Ліжко');
  await dialog(olena).getByLabel('Ціна, рядок 1').fill('700');
  await save(olena);
  await untilShown(olena.page.locator('[data-saved]'));
  await untilShown(olena.page.locator('[data-order]').getByText('Ліжко'));
  const width = await olena.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
