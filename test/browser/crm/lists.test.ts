import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.api.database.pool.query(
    `insert into contact (name, kind, phones, emails, segment, manager_id)
     select 'Клієнт ' || lpad(n::text, 2, '0'), case when n = 1 then 'company' else 'person' end,
       case when n <= 12 then array['+38067000' || lpad(n::text, 4, '0')] else '{}'::text[] end, '{}', '',
       case when n = 5 then $1 end from generate_series(1, 30) n`,
    [stage.api.people.taras.id],
  );
});
afterAll(() => stage?.close());

const rows = ({ page }: Window) => page.locator('[data-contact-row]');
const rowOf = (window: Window, name: string) => rows(window).filter({ hasText: name });
const words = ({ page }: Window) => new URL(page.url()).searchParams;

test('F44: contacts are ordered, narrowed and paged by the address, and columns are hidden', async () => {
  const olena = await stage.window('olena', '/contacts?size=10');
  const { page } = olena;
  await untilShown(rowOf(olena, 'Клієнт 01'));
  expect(await rows(olena).count()).toBe(10);
  await page.locator('[data-sort=name]').click();
  await untilShown(rowOf(olena, 'Клієнт 30'));
  await page.locator('[data-sort=manager]').click();
  await untilShown(rows(olena).first().getByText('Клієнт 05'));
  expect([words(olena).get('sort'), words(olena).get('order')]).toEqual(['manager', null]);
  await page.locator('[data-filter-phone]').selectOption('false');
  await untilShown(page.locator('[data-found]').getByText('18'));
  await page.locator('[data-next]').click();
  await untilShown(rowOf(olena, 'Клієнт 30'));
  await page.locator('[data-columns]').click();
  await page.locator('[data-column=email]').click();
  await untilGone(page.getByRole('columnheader', { name: 'E-mail' }));
  await page.reload();
  await untilShown(rowOf(olena, 'Клієнт 30'));
  await untilGone(page.getByRole('columnheader', { name: 'E-mail' }));
  expect(await faults(olena)).toEqual([]);
  expect(olena.complaints()).toEqual([]);
});

test('F44: what fits is had as a file of contacts', async () => {
  const dmytro = await stage.window('dmytro', '/contacts?phone=true');
  const { page } = dmytro;
  await untilShown(rowOf(dmytro, 'Клієнт 12'));
  expect(await page.locator('[data-check], [data-edit], [data-create]').count()).toBe(0);
  await page.locator('[data-export]').click();
  await untilShown(page.getByText('У файлі буде все, що підходить під фільтр.'));
  await page.locator('[data-export-start=csv]').click();
  await untilShown(page.locator('[data-export-item=done]').getByText('12'));
  const coming = page.waitForEvent('download');
  await page.locator('[data-export-item=done] [data-export-file]').click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^contacts-\d{4}-\d\d-\d\d\.csv$/);
  expect(readFileSync(await download.path(), 'utf8')).toContain("Клієнт 01;Компанія;'+380670000001;");
  expect(await faults(dmytro)).toEqual([]);
});

test('F44: all that fit get a manager after their number is said, and it is undone; on a phone too', async () => {
  const iryna = await stage.window('iryna', '/contacts?size=10', { width: 390, height: 844 });
  const { page } = iryna;
  await rowOf(iryna, 'Клієнт 02').locator('[data-check]').click();
  await untilShown(page.locator('[data-checked]').getByText('Обрано 1'));
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  for (const name of ['01', '03', '04', '05', '06', '07', '08', '09', '10'])
    await rowOf(iryna, `Клієнт ${name}`).locator('[data-check]').click();
  await page.locator('[data-check-all]').click();
  await page.locator('[data-bulk-act=manager]').click();
  const dialog = page.getByRole('dialog', { name: 'Змінити менеджера: 30 контактів' });
  await dialog.locator('[data-field=manager]').selectOption({ label: 'Олена Коваль' });
  expect(await faults(iryna)).toEqual([]);
  await dialog.locator('form .btn--primary').click();
  await untilShown(page.locator('[data-bulk=done]').getByText('Змінено: 30 з 30'));
  await untilShown(rowOf(iryna, 'Клієнт 05').getByText('Олена Коваль'));
  await page.locator('[data-bulk-undo]').click();
  await untilShown(page.locator('[data-bulk=done]').getByText('Повернуто, як було: 30 з 30'));
  await untilShown(rowOf(iryna, 'Клієнт 05').getByText('Тарас Бойко'));
  await page.locator('[data-bulk-close]').click();
  await deleteTwo(iryna);
  expect(iryna.complaints()).toEqual([]);
});

/** One of which something is about. */
async function deleteTwo(iryna: Window): Promise<void> {
  const { page } = iryna;
  await stage.api.database.pool.query(
    `insert into lead (name, status_id, contact_id) select 'Лід', s.id, k.id from record_status s, contact k
     where s.kind = 'lead' and s.meaning = 'new' and k.name = 'Клієнт 04'`,
  );
  for (const name of ['03', '04']) await rowOf(iryna, `Клієнт ${name}`).locator('[data-check]').click();
  await page.locator('[data-bulk-act=delete]').click();
  await untilShown(page.getByRole('alertdialog', { name: 'Видалити 2 контакти?' }));
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-bulk=done]').getByText('Видалено контактів: 1 з 2'));
  await untilShown(page.locator('[data-refused-for=CONTACT_IN_USE]').getByText('Клієнт 04'));
  await untilGone(rowOf(iryna, 'Клієнт 03'));
  await page.locator('[data-imports]').click();
  await untilShown(page.locator('.tabs a[href="/contacts"][aria-current]'));
}
