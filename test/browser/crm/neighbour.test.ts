import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createNeighbour, type NeighbourProgram } from '#test/neighbour/neighbour.ts';
import { publishSettings } from '../support/publishing.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

const secret = 'canary-secret-of-the-neighbour';
let program: NeighbourProgram;
let stage: Stage;

beforeAll(async () => {
  program = await createNeighbour(secret);
  stage = await openStage({ crmHosts: anyHostOr(program.origin) });
});
afterAll(() => Promise.all([stage?.close(), program?.close()]));

const phone = '+380671234567';

test('B18, F06, F46: the other CRM is switched on: leads stand there, and its documents go into chats', async () => {
  const iryna = await stage.window('iryna', '/settings/neighbour');
  await switchOn(iryna);
  await publishSettings(stage, { autoLead: 'each' });
  const olena = await stage.window('olena');
  stage.client('Оксана', 'Левченко').says('мій номер 067 123 45 67');
  await olena.open('Оксана Левченко');
  const lead = olena.page.locator('[data-outside=lead] a');
  await untilShown(lead);
  expect([await lead.textContent(), await lead.getAttribute('href')]).toEqual([
    '№ L-1 в іншій CRM',
    'https://crm.example/L-1',
  ]);
  await makeLead(olena);
  await sendDocument(olena);
  expect([...iryna.complaints(), ...olena.complaints()]).toEqual([]);
});

async function switchOn({ page }: Window): Promise<void> {
  const form = page.locator('[data-neighbour]');
  const said = page.locator('[data-neighbour-said]');
  await form.getByLabel('Адреса').fill(program.url);
  await form.getByLabel('Секрет').fill(`${secret}!`);
  await form.locator('[data-try]').click();
  await untilShown(said.getByText('CRM не прийняла підпису.'));
  await form.getByLabel('Секрет').fill(secret);
  await form.locator('[data-try]').click();
  await untilShown(said.getByText('CRM «Сусідка» відповідає'));
  await form.locator('[data-neighbour-on]').check();
  await form.locator('.btn--primary').click();
  await untilShown(said.getByText('Збережено'));
  await untilShown(form.getByLabel('Новий секрет'));
}

/** It does not answer at first: what waits is seen, and is made by itself. */
async function makeLead({ page }: Window): Promise<void> {
  program.is({ status: 503, body: '' });
  await page.locator('[data-create-lead]').click();
  const dialog = page.locator('[role=dialog]');
  await untilShown(dialog.getByText('Буде створено в іншій CRM (127.0.0.1)'));
  await dialog.getByLabel('Хто і що потрібно').fill('Левченко, шафа');
  await dialog.locator('form .btn--primary').click();
  await untilShown(page.locator('[data-asked=lead]').getByText('Буде створено, щойно відповість 127.0.0.1.'));
  program.is('well');
  await untilShown(page.locator('[data-outside=lead] a').getByText('№ L-2'));
  await untilGone(page.locator('[data-asked=lead]'));
}

async function sendDocument({ page }: Window): Promise<void> {
  const { people, documents } = program.books;
  people.push({ id: 'm', name: 'Марія', phone });
  const url = 'https://crm.example/8';
  documents.push({ id: 'd', personId: 'm', kind: 'invoice', number: '8', total: 100_00, url, fileUrl: null });
  await page.locator('[data-pick-document]').click();
  await untilShown(page.locator('[data-outside-documents]').getByText('піде посиланням'));
  await page.locator('[data-choose-outside=d]').check();
  await page.locator('[role=dialog] form .btn--primary').click();
  await untilShown(page.getByText(`Рахунок № 8: ${url}`));
}
