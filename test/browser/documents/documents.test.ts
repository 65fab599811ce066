import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { publish, setting } from '../support/settings.ts';
import { finishChat } from '../support/finishing.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';
import { giveLogo } from './logo.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test('F44: an admin adds an own company; without one nobody begins a document', async () => {
  const olena = await stage.window('olena', '/documents');
  await untilShown(olena.page.getByText('Спершу потрібна ваша компанія'));
  const { page } = await stage.window('iryna', '/settings/companies');
  await page.locator('[data-create]').click();
  await page.getByLabel('Коротка назва').fill('Дім');
  await page.getByLabel('Повна назва').fill('ТОВ «Дім»');
  await page.getByLabel('ЄДРПОУ або РНОКПП').fill('32855961');
  const numbers = page.locator('[data-numbers=invoice]');
  await untilShown(numbers.getByText('Наступний: РФ-0001'));
  await numbers.getByRole('textbox').first().fill('РФ');
  await untilShown(numbers.getByText('Має містити {n} один раз'));
  await numbers.getByRole('textbox').first().fill('РФ-{n:4}');
  await numbers.getByRole('textbox').last().fill('17');
  await untilShown(numbers.getByText('Наступний: РФ-0017'));
  await numbers.getByRole('textbox').last().fill('1');
  await page.locator('[data-qr-format] input[value="002"]').check();
  await page.getByLabel('IBAN').first().fill('UA673005280000026500504354078');
  await page.locator('[role=dialog] form .btn--primary').click();
  await untilShown(page.getByText('IBAN не сходиться'));
  await page.getByLabel('IBAN').first().fill('UA67 3005 2800 0002 6500 5043 5407 7');
  await page.locator('[role=dialog] form .btn--primary').click();
  await untilGone(page.locator('[role=dialog]'));
  await untilShown(page.locator('[data-company]').getByText('32855961'));
});

test('F46: an operator fills an invoice in beside its look, issues it, marks it paid, makes an act of it', async () => {
  const added = `insert into contact (name, phones, emails) values ('Гончаренко Марія', '{}', '{}')`;
  await stage.api.database.pool.query(added);
  const olena = await stage.window('olena', '/documents');
  await olena.page.locator('[data-new=invoice]').click();
  await fill(olena);
  await issue(olena);
  await olena.page.locator('[data-pay]').click();
  await olena.page.locator('[role=dialog] form .btn--primary').click();
  await untilShown(olena.page.locator('[data-paid]').getByText('1 500,00'));
  await olena.page.locator('[data-new=act]').click();
  await untilShown(olena.page.getByText('На підставі: Рахунок № РФ-0001'));
  expect(await olena.page.getByLabel('Назва, рядок 1').inputValue()).toBe('Шафа');
  await olena.page.goto('/documents?q=рф-0001');
  await untilShown(olena.page.locator('[data-document-row]').getByText('Гончаренко Марія'));
});

async function fill({ page }: Window): Promise<void> {
  await page.locator('[data-contact-pick] input').fill('гонч');
  await page.locator('[data-contact]').click();
  await page.getByLabel('Назва, рядок 1').fill('Шафа');
  await page.getByLabel('Кількість, рядок 1').fill('1,5');
  await page.getByLabel('Ціна, рядок 1').fill('1000');
  await untilShown(page.locator('[data-preview]'));
}

/** Off until it can be kept; what is issued is read in its PDF, and why it cannot be sent is said. */
async function issue({ page }: Window): Promise<void> {
  await page.getByLabel('Ціна, рядок 1').fill('тисяча');
  await expect.poll(() => page.locator('[data-issue]').isDisabled()).toBe(true);
  await page.getByLabel('Ціна, рядок 1').fill('1000');
  await page.locator('[data-issue]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.getByRole('heading', { name: 'Рахунок № РФ-0001' }));
  await untilShown(page.locator('[data-why]').getByText('Немає чату, пов’язаного з цим клієнтом'));
  expect(await page.locator('[data-send]').isDisabled()).toBe(true);
  const address = await page.locator('[data-pdf]').getAttribute('href');
  const bytes = await page.evaluate(
    async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())],
    address ?? '',
  );
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  expect(text.replace(/\s+/g, ' ')).toContain('Одна тисяча п’ятсот гривень 00 копійок');
}

test('F46, N13: a document is picked in the composer; its bubble and its page say what became of it', async () => {
  const talk = stage.client('Марія');
  talk.says('Надішліть рахунок');
  const olena = await stage.window('olena', '/');
  const { page } = olena;
  await untilShown(olena.row('Марія'));
  await stage.api.database.pool.query(
    `update client set contact_id = d.contact_id from document d
     where d.number = 'РФ-0001' and client.first_name = 'Марія'`,
  );
  await olena.open('Марія');
  await page.locator('[data-pick-document]').click();
  await page.getByRole('radio', { name: 'РФ-0001' }).check();
  await page.locator('[data-payment-button]').check();
  await page.locator('[role=dialog] form .btn--primary').click();
  const bubble = page.locator('[data-message] [data-document]');
  await untilShown(bubble.getByText('Рахунок № РФ-0001'));
  await untilShown(bubble.getByText('1 500,00 ₴ · оплачено'));
  await untilShown(page.locator('[data-message]').getByText('Оплатити'));
  await stage.api.database.pool.query(`update document set paid_sum = 50000 where number = 'РФ-0001'`);
  await page.reload();
  await untilShown(bubble.getByText('1 500,00 ₴ · сплачено частково, 500,00 ₴'));
  await untilShown(page.locator('[data-chat-documents]').getByText('сплачено частково, 500,00 ₴'));
  await stage.api.database.pool.query(`update document set paid_sum = total where number = 'РФ-0001'`);
  // Neither a file nor what a button stands under is a text.
  await expect.poll(() => talk.received()).toEqual(['', '']);
  await bubble.getByRole('link').click();
  await untilShown(page.locator('[data-sending]').getByText(/надіслано|доставлено/u));
});

test('F46: a company gets a logo, and what is made out in a chat begins with the company of the page', async () => {
  const iryna = await stage.window('iryna', '/settings/companies', { width: 390, height: 844, theme: 'dark' });
  await iryna.page.locator('[data-create]').click();
  await iryna.page.getByLabel('Коротка назва').fill('Ярина');
  await iryna.page.getByLabel('Повна назва').fill('ФОП Ярина');
  await giveLogo(iryna);
  const settings = await stage.window('iryna', '/settings/configuration');
  await setting(settings.page, 'documentCompanyId').locator('select').selectOption({ label: 'Ярина' });
  await publish(settings.page);
  const olena = await stage.window('olena', '/');
  const { page } = olena;
  await olena.open('Марія');
  await page.locator('[data-chat-documents] [data-new=act]').click();
  const company = page.getByLabel('Від імені');
  await expect.poll(() => company.locator('option:checked').textContent()).toBe('Ярина');
  await untilShown(page.locator('[data-preview]'));
  const seen = await page.evaluate(async () => (await fetch(`/api${location.pathname}/preview`)).text());
  expect(seen).toContain('data:image/png');
  const [asked] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('/api/documents/preview')),
    company.selectOption({ label: 'Дім' }),
  ]);
  expect(asked.postDataJSON()).toMatchObject({ companyId: await company.inputValue() });
  await page.locator('[data-currency]').selectOption('USD');
  await page.getByLabel('Курс 1 USD, грн').fill('41,23456');
  await untilShown(page.getByText('Тут має бути курс'));
  expect(await page.locator('[data-issue]').isDisabled()).toBe(true);
  await page.getByLabel('Курс 1 USD, грн').fill('41,2345');
  await untilShown(page.getByLabel('Дата курсу'));
  expect(await faults(olena)).toEqual([]);
});

test('F45, F46: from the contact’s card a document goes into the active chat; without one it is said why', async () => {
  const { pool } = stage.api.database;
  const { rows } = await pool.query<{ id: string }>(
    `select contact_id as id from client where first_name = 'Марія' and contact_id is not null`,
  );
  const olena = await stage.window('olena', `/contacts/${rows[0]?.id}`);
  const invoice = olena.page.locator('[data-chat-document]').filter({ hasText: 'РФ-0001' });
  await invoice.locator('[data-send-document]').click();
  await untilShown(invoice.getByText(/оплачено · (надіслано|доставлено)/u));
  await live(olena, rows[0]?.id ?? '');
  await finishChat(olena.page, await olena.page.locator('[data-happened=chat] a').getAttribute('data-chat'));
  await olena.page.reload();
  await untilShown(olena.page.locator('[data-why]').getByText('завершено'));
  expect(await invoice.locator('[data-send-document]').isDisabled()).toBe(true);
  await olena.page.locator('[data-happened=chat] a').click();
  await untilShown(olena.page.locator('.context [data-why]').getByText('завершено'));
  await olena.page.goBack();
  await pool.query('update client set contact_id = null');
  await olena.page.reload();
  await untilShown(olena.page.locator('[data-why]').getByText('Немає чату, пов’язаного з цим клієнтом'));
  expect(await invoice.locator('[data-send-document]').isDisabled()).toBe(true);
});

/** What others do with it is seen where it stands open: in the card, and on its own page. */
async function live(olena: Window, contactId: string): Promise<void> {
  const [card, own] = [
    await stage.window('dmytro', `/contacts/${contactId}`),
    await stage.window('iryna', '/documents'),
  ];
  const invoice = card.page.locator('[data-chat-document]').filter({ hasText: 'РФ-0001' });
  await untilShown(invoice.getByText('оплачено'));
  await own.page.locator('[data-document-row]').filter({ hasText: 'РФ-0001' }).getByRole('link').click();
  await untilShown(own.page.locator('[data-paid]'));
  await olena.page.goto(await own.page.evaluate(() => location.pathname));
  await olena.page.getByRole('button', { name: 'Прибрати позначку' }).click();
  await untilShown(invoice.getByText('видано'));
  await untilShown(card.page.locator('[data-debt="150000"]'));
  await untilGone(own.page.locator('[data-paid]'));
  await olena.page.goto(`/contacts/${contactId}`);
}
