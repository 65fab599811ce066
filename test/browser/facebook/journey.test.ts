import { onTestFinished, expect, test } from 'vitest';
import { type FacebookStage, NEW_PAGE, openFacebook, OWN } from '#test/integration/api/facebook/facebook-stage.ts';
import { faults } from '../support/axe.ts';
import { builtDesk } from '../support/build.ts';
import { sharedBrowser } from '../support/launch.ts';
import { openWindow, untilShown, type Window } from '../support/window.ts';

const GENERAL = '/settings/general';

async function open(shared?: { appId: string; appSecrets: string[]; verifyToken: string }): Promise<FacebookStage> {
  const stage = await openFacebook({}, { deskFolder: builtDesk, ...(shared && { shared }) });
  onTestFinished(() => stage.close());
  return stage;
}

async function windowOf({ api }: FacebookStage, who: string, path: string): Promise<Window> {
  const window = await openWindow(await sharedBrowser(), { api, url: api.url, email: `${who}@demo.example`, path });
  onTestFinished(() => window.close());
  return window;
}

test('F01–F04: the own application, from empty settings to the first received message', async () => {
  const stage = await open();
  const iryna = await windowOf(stage, 'iryna', GENERAL);
  const { page } = iryna;
  const missing = page.locator('[data-missing]');
  await untilShown(missing.getByText('співробітників, ID застосунку, секрету застосунку, маркера підтвердження'));
  expect(await page.getByRole('button', { name: 'Увійти через Facebook' }).isDisabled()).toBe(true);
  expect(await faults(iryna)).toEqual([]);
  await page.locator('[data-facebook-app]').getByLabel('Олена Коваль').check();
  await page.locator('[data-app-id]').fill(OWN.appId);
  await page.locator('[data-verify-token]').fill(OWN.verifyToken);
  await page.locator('[data-app-secret]').fill('another-secret-than-its');
  await page.locator('[data-check-app]').click();
  await untilShown(page.getByText('Секрет не від цього застосунку.'));
  await page.locator('[data-app-secret]').fill(OWN.secret);
  await page.locator('[data-check-app]').click();
  await untilShown(page.getByText('Facebook знає цей застосунок: «Rozmova»'));
  await untilShown(missing.getByText('збережених змін'));
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await untilShown(page.getByText('Збережено'));
  expect(await page.locator('[data-app-secret]').inputValue()).toBe('');
  await cancels(iryna);
  await connects(stage, iryna);
});

test('F01–F03: the shared application: employees and the log-in are all it takes', async () => {
  const { appId, secret, verifyToken } = OWN;
  const stage = await open({ appId, appSecrets: [secret], verifyToken });
  const iryna = await windowOf(stage, 'iryna', GENERAL);
  const { page } = iryna;
  await page.getByLabel('Спільний застосунок цієї інсталяції').check();
  expect(await page.locator('[data-app-id]').count()).toBe(0);
  await page.locator('[data-facebook-app]').getByLabel('Олена Коваль').check();
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await untilShown(page.getByText('Збережено'));
  await connects(stage, iryna);
});

async function cancels({ page }: Window): Promise<void> {
  await page.locator('[data-log-in]').click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await untilShown(page.locator('[data-login-step=failed]').getByText('Вхід скасовано'));
}

async function connects(stage: FacebookStage, iryna: Window): Promise<void> {
  const { page } = iryna;
  await page.locator('[data-log-in]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  const found = page.locator(`[data-found="${NEW_PAGE.id}"]`);
  await untilShown(found);
  expect(await found.getByRole('checkbox').isChecked()).toBe(true);
  expect(await faults(iryna)).toEqual([]);
  await page.locator('[data-connect-pages]').click();
  await untilShown(page.locator('[data-outcome=connected]').getByText('підключено'));
  await untilShown(page.getByRole('link', { name: 'До підключених сторінок' }));
  expect(await page.locator('[data-webhook-failure]').count()).toBe(0);
  expect(await faults(iryna)).toEqual([]);
  const { id } = stage.meta.createClient({ firstName: 'Оксана', lastName: 'Левченко' });
  stage.meta.sendMessage({ client: id, page: NEW_PAGE.id, text: 'Чи є у вас лампи?' });
  const olena = await windowOf(stage, 'olena', '/');
  await olena.open('Оксана Левченко');
  await untilShown(olena.bubble('Чи є у вас лампи?'));
  expect([...iryna.complaints(), ...olena.complaints()]).toEqual([]);
}
