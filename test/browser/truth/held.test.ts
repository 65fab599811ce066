import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { publishSettings } from '../support/publishing.ts';
import { saveToken } from '../support/page-token.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§1.11: what was held and makes no sense by now is left out, and the timeline says which and why', async () => {
  await publishSettings(stage, { requirePhone: true });
  const admin = await stage.window('iryna', '/settings/pages');
  const olena = await stage.window('olena');
  const { page } = olena;
  const { facebookId, accessToken } = stage.api.pages.dim;
  const svitlana = stage.client('Світлана', 'Мороз');
  svitlana.says('Добрий день');
  await olena.open('Світлана Мороз');
  await expect.poll(() => svitlana.received().length).toBe(1);
  stage.meta.setPage(facebookId, { tokenError: { subcode: 460 } });
  svitlana.says('Скільки коштує люстра?');
  await untilShown(page.locator('.ev--auto [data-state=held]'));
  svitlana.says('Мій телефон 067 123 45 67');
  await expect.poll(() => page.locator('.ev--auto [data-state=held]').count()).toBe(2);

  stage.meta.setPage(facebookId, { tokenError: null });
  await saveToken(stage, admin, accessToken);
  await untilShown(page.getByText('клієнт уже дав контакт'));
  await untilShown(page.locator('.sent--left-out').getByText('уже не на часі'));
  await untilShown(page.locator('.ev--auto').locator('[data-state=sent], [data-state=delivered]'));
  await expect.poll(() => svitlana.received().length).toBe(2);
  // Nothing failed: neither here nor in the list.
  expect(await page.locator('.sent--failed').count()).toBe(0);
  expect(await olena.row('Світлана Мороз').getByText('Не надіслано').count()).toBe(0);
  expect(await faults(olena)).toEqual([]);
  expect(olena.complaints()).toEqual([]);
});
