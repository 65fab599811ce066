import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createNeighbour, type NeighbourProgram } from '#test/neighbour/neighbour.ts';
import { publishSettings } from '../support/publishing.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

const secret = 'canary-secret-of-the-neighbour';
let program: NeighbourProgram;
let stage: Stage;

beforeAll(async () => {
  program = await createNeighbour(secret);
  stage = await openStage({ crmHosts: anyHostOr(program.origin) });
});
afterAll(() => Promise.all([stage?.close(), program?.close()]));

test('B18, F06: an admin tries the other CRM and switches it on; the lead of a chat stands beside it', async () => {
  const iryna = await stage.window('iryna', '/settings/neighbour');
  const form = iryna.page.locator('[data-neighbour]');
  const said = iryna.page.locator('[data-neighbour-said]');
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

  await publishSettings(stage, { autoLead: 'each' });
  const admin = await stage.window('iryna');
  stage.client('Оксана', 'Левченко').says('мій номер 067 123 45 67');
  await admin.open('Оксана Левченко');
  const lead = admin.page.locator('[data-outside-leads] a');
  await untilShown(lead);
  expect([await lead.textContent(), await lead.getAttribute('href')]).toEqual([
    '№ L-1 в іншій CRM',
    'https://crm.example/L-1',
  ]);
  expect([...iryna.complaints(), ...admin.complaints()]).toEqual([]);
});
