import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectKept, keptOf } from '#test/integration/support/papers/pdf.ts';
import { download, received } from '#test/integration/support/papers/received.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { codeOnPaper } from '../support/on-paper.ts';
import { publishSettings } from '../support/publishing.ts';
import { openStage, type Stage, type Talk } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;
/** As the invoice says it: 1.5 of 3,000 with VAT once on the whole. */
const TOTAL = '5 400,00';

beforeAll(async () => {
  stage = await openStage();
  const iryna = await logIn(stage.api, 'iryna');
  const source = await iryna.post('/api/sources', { kind: 'order', name: 'Месенджер' });
  const managerId = stage.api.people.olena.id;
  await iryna.post('/api/contacts', { name: 'Гончаренко Марія', phones: ['0671234567'], managerId });
  await iryna.post('/api/companies', {
    kind: 'legal',
    name: 'Дім',
    fullName: 'ТОВ «Дім ґ’єї»',
    code: '32855961',
    vatPayer: true,
    accounts: [{ iban: 'UA673005280000026500504354077', bank: 'АТ «ОТП БАНК»' }],
  });
  const orderSourceId = source.json<{ id: string }>().id;
  await publishSettings(stage, { requirePhone: true, personalManager: true, orderSourceId });
});
afterAll(() => stage?.close());

const dialog = ({ page }: Window) => page.locator('[role=dialog]');

test('F07, F12, F33, F34, F35, F44, F45, F46, B18, N13: from the first word to the invoice and back', async () => {
  const maria = stage.client('Марія', 'Гончаренко');
  const olena = await stage.window('olena');
  await asked(maria, olena);
  await ordered(olena);
  const id = await invoiced(olena);
  await sent(olena, maria, id);
  await remembered(olena, maria);
  expect(olena.complaints()).toEqual([]);
});

/** Asked for her phone, found by it among the contacts, linked, and given to her personal manager. */
async function asked(maria: Talk, olena: Window): Promise<void> {
  maria.says('Добрий день, потрібна шафа');
  await until('that her phone is asked for', () => maria.received()[0]);
  await olena.open('Марія Гончаренко');
  await untilShown(olena.page.getByText('Питаємо телефон'));
  maria.says('067 123 45 67');
  await untilShown(olena.page.locator('[data-linked]').getByText('Гончаренко Марія'));
  await untilShown(olena.page.locator('[data-crm] [data-manager]').getByText('Олена'));
  await untilShown(olena.page.locator('[data-entry=assigned]').getByText('персональний менеджер клієнта'));
}

/** Beside the conversation, of what is known of her. */
async function ordered(olena: Window): Promise<void> {
  const { page } = olena;
  await page.locator('[data-create-order]').click();
  await untilShown(dialog(olena).locator('[data-known-from]').getByText('з повідомлення клієнта'));
  await untilShown(dialog(olena).getByText('Гончаренко Марія'));
  await dialog(olena).getByLabel('Назва, рядок 1').fill('Шафа «Їжак» №1');
  await dialog(olena).getByLabel('Кількість, рядок 1').fill('1,5');
  await dialog(olena).getByLabel('Ціна, рядок 1').fill('3000');
  await dialog(olena).getByLabel('ПДВ, рядок 1').selectOption('20 %');
  await untilShown(dialog(olena).locator('[data-total="540000"]'));
  await dialog(olena).locator('form .btn--primary').click();
  await untilGone(dialog(olena));
  // The conversation was in view all the time, and is.
  await untilShown(olena.bubble('067 123 45 67'));
  await untilShown(page.locator('[data-linked-order]').getByText(/5\s400/u));
}

/** Of the order, with its lines; a draft has no number, what is issued has, and is sent by its button. */
async function invoiced({ page }: Window): Promise<string> {
  await page.locator('[data-crm] [data-open-orders]').click();
  await untilShown(page.locator('main').getByText('Месенджер'));
  await page.locator('[data-order-documents] [data-new=invoice]').click();
  await untilShown(page.getByRole('link', { name: /^Для замовлення №/ }));
  expect(await page.getByLabel('Назва, рядок 1').inputValue()).toBe('Шафа «Їжак» №1');
  await page.locator('[data-issue]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.getByRole('heading', { name: /^Рахунок № / }));
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function sent({ page }: Window, maria: Talk, id: string): Promise<void> {
  await page.locator('[data-payment-button]').check();
  await page.locator('[data-send]').click();
  const who = { client: maria.id, page: stage.api.pages.dim.facebookId };
  const file = await until('the file', () => download(stage.meta, who));
  const kept = await keptOf(stage.api.database.pool, id);
  expect(kept.words.map((words) => words.replace(/\s/g, ' '))).toContain(TOTAL);
  await expectKept(file, kept);
  expect(await codeOnPaper(stage.browser, file)).toBe(kept.url);
  await expect.poll(() => received(stage.meta, who).at(-1)?.payload['buttons']).toMatchObject([{ url: kept.url }]);
  await untilShown(page.locator('[data-sending]').getByText(/надіслано|доставлено/u));
  maria.reads();
  await untilShown(page.locator('[data-sending=read]').getByText('прочитано'));
}

/** In the chat its bubble; on her card the chat, the order and the invoice, each a way there. */
async function remembered({ page }: Window, maria: Talk): Promise<void> {
  await page.locator('[data-sending] a').click();
  await untilShown(page.locator('[data-message] [data-document]').getByText(/^Рахунок № /));
  await untilShown(page.locator('[data-message]').getByText('Оплатити'));
  await page.locator('[data-linked] a').click();
  for (const kind of ['chat', 'order', 'document']) await untilShown(page.locator(`[data-happened=${kind}] a`));
  await untilShown(page.locator('[data-happened=chat]').getByText('Добрий день, потрібна шафа'));
  await untilShown(page.locator('[data-debt="540000"]'));
  // Once, with its button, after the question and its answer.
  expect(maria.received().filter((text) => text === '')).toHaveLength(2);
}
