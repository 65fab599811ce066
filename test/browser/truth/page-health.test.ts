import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('N12, F05: a page reads like a patient’s card: how it is, since when, what mends it, what happened', async () => {
  const { id, facebookId, name } = stage.api.pages.dim;
  const admin = await stage.window('iryna', '/settings/pages');
  const olena = await stage.window('olena');
  const { page } = admin;
  await page.locator(`[data-page="${id}"] [data-card]`).click();
  await untilShown(page.locator('[data-page-card=ok]'));
  expect(await page.locator('h1').textContent()).toBe(name);
  await untilShown(page.locator('[data-check=token][data-code=good]').getByText('Діє'));
  await untilShown(page.locator('[data-hours] svg[role=img]'));
  await untilShown(page.getByText('За три місяці нічого не сталося.'));
  expect(await faults(admin)).toEqual([]);

  stage.meta.setPage(facebookId, { tokenError: { subcode: 460 } });
  await page.locator('[data-look]').click();
  const token = page.locator('[data-check=token][data-code=dead]');
  await untilShown(token.getByText('змінила пароль'));
  await untilShown(token.getByRole('link', { name: 'Зберегти новий токен' }));
  await untilShown(page.locator('[data-health-events] [data-event=dead]'));
  await untilShown(olena.page.locator('[data-unwell=reconnect]'));

  stage.meta.setPage(facebookId, { tokenError: null, subscribedFields: [] });
  await page.locator('[data-look]').click();
  await untilShown(page.locator('[data-health-events] [data-event=put_back]'));
  await untilShown(page.locator('[data-page-card=ok]'));

  const phone = await stage.window('olena', `/settings/pages/${id}`, { width: 390, height: 844 });
  await untilShown(phone.page.locator('[data-page-card=ok]'));
  expect(await phone.page.locator('[data-look]').count()).toBe(0);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await faults(phone)).toEqual([]);
  const stranger = await stage.window('olena', `/settings/pages/${stage.api.pages.outlet.id}`);
  await untilShown(stranger.page.getByText('Такої сторінки немає'));
  expect(admin.complaints()).toEqual([]);
});
