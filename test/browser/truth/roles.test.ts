import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertContact } from '#db/contacts/write.ts';
import { addEmployee } from '#test/integration/support/company.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§1.25: an auditor is told neither that chats wait for them nor that they become an operator', async () => {
  stage.client('Ніна', 'Рудь').says('Є хтось?');
  await stage.settled();
  const olena = await stage.window('olena');
  await untilShown(olena.row('Ніна Рудь'));
  await untilShown(olena.page.getByText('коли відповісте'));
  await olena.open('Ніна Рудь');
  await olena.page.locator('[data-take]').click();
  await untilShown(olena.page.locator('.bar-nav .count'));
  const reader = await addEmployee(stage.api.database.pool, {
    name: 'Вадим Аудитор',
    email: 'vadym@demo.example',
    roles: ['auditor'],
    pageIds: [],
  });
  const { page, ...auditor } = await stage.window(reader);
  await untilShown(auditor.row('Ніна Рудь'));
  await untilShown(page.getByText('Відповідають у них оператори'));
  expect(await page.locator('.bar-nav .count').count()).toBe(0);
  expect(await page.title()).not.toMatch(/^\(/);
  expect(await page.getByText('коли відповісте').count()).toBe(0);

  await olena.page.goto('/contacts');
  await olena.page.locator('[data-create]').click();
  const managers = olena.page.locator('select[data-manager]');
  await untilShown(managers.locator('option', { hasText: 'Тарас Бойко' }).locator('xpath=..'));
  expect(await managers.locator('option').allTextContents()).not.toContain('Вадим Аудитор');
});

test('§2.7: a number that is taken is said before saving; what was saved is told until another search', async () => {
  const { pool } = stage.api.database;
  const card = { name: 'Зоя Сич', emails: ['zoia@sych.example'], managerId: null, segment: '' };
  await insertContact(pool, { ...card, phones: ['+380671234567'] });
  const olena = await stage.window('olena', '/contacts');
  const { page } = olena;
  await page.locator('[data-create]').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ім’я').fill('Зоя Сич друга');
  await dialog.locator('[data-many=tel] input[type=tel]').fill('067 123-45-67');
  await untilShown(dialog.locator('[data-duplicates]').getByText('Зоя Сич'));
  await dialog.locator('[data-many=tel] input[type=tel]').fill('067 123-45-68');
  await untilGone(dialog.locator('[data-duplicates]'));
  await dialog.locator('[data-many=email] input[type=email]').fill('Zoia@Sych.example');
  await untilShown(dialog.locator('[data-duplicates]').getByText('Зоя Сич'));
  await dialog.locator('form .btn--primary').click();
  await untilGone(dialog);
  await untilShown(page.locator('[data-saved]'));
  await untilShown(page.locator('.sheet [data-duplicates]'));
  await page.getByRole('searchbox').fill('інше');
  await untilGone(page.locator('[data-saved]'));
  await untilGone(page.locator('.sheet [data-duplicates]'));
  expect(olena.complaints()).toEqual([]);
});

/** Counts requests of the window by the end of their path, from now on. */
function counted({ page }: Window): Map<string, number> {
  const counts = new Map<string, number>();
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname.split('/').at(-1) ?? '';
    if (request.url().includes('/api/')) counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return counts;
}

test('§2.9: Routing asks for its examples and its simulation once, Templates for the preview once', async () => {
  const window = await stage.window('iryna', '/settings/history');
  const { page } = window;
  await untilShown(page.locator('h1'));
  const counts = counted(window);
  await page.goto('/settings/routing');
  await untilShown(page.locator('#golden-title'));
  await untilShown(page.locator('[data-shadow]'));
  // Longer than any pause after which the pages ask again while one types.
  await page.waitForTimeout(2_000);
  expect([counts.get('golden-run'), counts.get('shadow')]).toEqual([1, 1]);
  await page.goto('/settings/templates?template=waiting');
  await untilShown(page.locator('[data-preview] .ev--auto'));
  await page.waitForTimeout(2_000);
  expect(counts.get('preview')).toBe(1);
  expect(window.complaints()).toEqual([]);
});
