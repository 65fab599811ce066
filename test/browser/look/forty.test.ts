import { afterAll, beforeAll, expect, test } from 'vitest';
import { addEmployee } from '#test/integration/support/company.ts';
import { openTab } from '#test/integration/support/desk.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const { pool } = stage.api.database;
  const pageIds = [stage.api.pages.dim.id];
  for (let n = 10; n < 50; n += 1)
    await addEmployee(pool, {
      name: `Андрій Операторенко ${n}`,
      email: `op${n}@svitlo.example`,
      roles: ['operator'],
      pageIds,
    });
  await openTab(await logIn(stage.api, { email: stage.marko.email })).beat();
});
afterAll(() => stage.close());

test('§1.20: among forty who is on shift comes first; words find them; the order can be another', async () => {
  const { page, complaints } = await stage.window('iryna', '/settings/team');
  const first = page.locator('[data-person] th').first();
  await untilShown(page.locator('[data-person]'));
  await expect
    .poll(async () => await page.locator('[data-person] [data-there]').first().getAttribute('data-there'))
    .toBe('online');
  await page.locator('[data-team-order]').selectOption('name');
  await expect.poll(() => first.innerText()).toContain('Операторенко 10');
  await page.locator('[data-roster-search]').fill('операторенко 49');
  await expect.poll(() => page.locator('[data-person]').count()).toBe(1);
  await untilShown(page.getByRole('status').getByText(/^1 з \d+$/));
  expect(complaints()).toEqual([]);
});

test('§1.20: one request brings the strips of all, their start in sight; who can take a chat is counted', async () => {
  const { page } = await stage.window('iryna', '/settings/team', { width: 1440, height: 900 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  const marko = page.locator(`[data-strip="${stage.marko.name}"]`);
  await untilShown(marko.locator('.strip-total').getByText('на зміні'));
  expect(asked.filter((path) => /employees\/.*\/presence/.test(path))).toEqual([]);
  expect(asked.filter((path) => path === '/api/presence/spans').length).toBeLessThanOrEqual(3);
  // On shift first, in the strips as in the table; the first strip without any scrolling.
  const box = await page.locator('[data-strip]').first().boundingBox();
  expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThan(900);
  await expect.poll(() => page.locator('[data-person]').count()).toBe(8);
  await page.locator('[data-whole-team]').click();
  await expect.poll(() => page.locator('[data-strip]').count()).toBeGreaterThan(40);
  const { api, marko: person } = stage;
  await api.database.pool.query('update employee set capacity = 0 where id = $1', [person.id]);
  await page.reload();
  await untilShown(
    page.locator('[data-on-shift-count]').getByText(/^На зміні: 2 з \d+\. Можуть узяти чат: 1\. Досягли ліміту: 1\.$/),
  );
});

test('§1.20: employees are found by what is said of them, and a page shows a few of its people', async () => {
  const { page } = await stage.window('iryna', '/settings/employees');
  await untilShown(page.locator('[data-employee]'));
  await page.locator('[data-roster-search]').fill('аудитор');
  await expect
    .poll(() => page.locator('[data-employee] th').allInnerTexts())
    .toEqual([expect.stringContaining('Дмитро Савчук')]);
  await page.goto('/settings/pages');
  const more = page.locator(`[data-page="${stage.api.pages.dim.id}"] [data-more-people]`);
  await untilShown(more);
  expect(await more.innerText()).toMatch(/^\+3\d/);
  expect(await more.getAttribute('title')).toContain('Операторенко 49');
});
