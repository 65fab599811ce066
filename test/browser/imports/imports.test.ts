import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const TABLE = 'ПІБ;Телефон;Нотатка\nМарія Гончар;0671230001;Опт\nОлег;нема;\n';

test('F44: an admin brings a table of contacts in and takes it back; others see no import', async () => {
  const olena = await stage.window('olena', '/contacts');
  await untilShown(olena.page.locator('[data-create]'));
  expect(await olena.page.locator('[data-imports]').count()).toBe(0);

  const { page, complaints } = await stage.window('iryna', '/contacts');
  await page.locator('[data-imports]').click();
  const file = { name: 'клієнти.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) };
  await page.locator('[data-import-file]').setInputFiles(file);
  await untilShown(page.locator('[data-import-state=ready]'));
  await untilShown(page.locator('[data-problem=bad_phone]', { hasText: 'Телефон: Це не номер телефону' }));
  await page.locator('[data-field=column-2]').selectOption('segment');
  await untilShown(page.locator('[data-import-state=ready]'));
  await page.locator('[data-show=faulty]').click();
  await untilGone(page.locator('[data-import-row="2"]'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-faulty-file]').click()]);
  expect(download.suggestedFilename()).toBe('клієнти-faulty.csv');
  await page.locator('[data-start]').click();
  await untilShown(page.locator('[data-import-state=done] [data-count=made]').getByText('1'));

  await page.goto(`${stage.api.url}/contacts?q=гончар`);
  await untilShown(page.locator('[data-contact-row]').getByText('Опт'));
  await page.goto(`${stage.api.url}/contacts/imports`);
  await page.locator('[data-import=done] a').click();
  await page.locator('[data-undo]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-import-state=undone] [data-count=removed]').getByText('1'));
  expect(complaints()).toEqual([]);
});

test('F44: of each contact that is there one chooses what is done; rows that were mended go in again', async () => {
  const { pool } = stage.api.database;
  await pool.query(`insert into contact (name, phones, emails) values
    ('Мельник Ірина', '{+380671230005}', '{}'), ('Бойко Ганна', '{+380671230006}', '{}')`);
  const { page, complaints } = await stage.window('iryna', '/contacts/imports');
  const table = 'ПІБ;Телефон;Сегмент\nМельник І.;0671230005;Опт\nБойко Г.;0671230006;Опт\nОлег Ткач;нема;Опт\n';
  await bring(page, Buffer.from(table));
  await page.locator('[data-field=column-2]').selectOption('segment');
  await page.locator('[data-show=match]').click();
  await untilGone(page.locator('[data-import-row="4"]'));
  await page.locator('[data-field=on-match]').selectOption('skip');
  await page.locator('[data-import-row="2"] [data-choice]').selectOption('fill');
  await expect
    .poll(() => pool.query('select choice from contact_import_row where choice is not null').then(({ rows }) => rows))
    .toEqual([{ choice: 'fill' }]);
  await page.locator('[data-show=all]').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-faulty-file]').click()]);
  const faulty = readFileSync(await download.path(), 'utf8');
  await page.locator('[data-start]').click();
  await untilShown(page.locator('[data-import-state=done] [data-count=changed]').getByText('1'));
  await untilShown(page.locator('[data-count=skipped]').getByText('1'));
  const segments = async () =>
    (
      await pool.query<{ segment: string }>(`select segment from contact where name like any('{Мельник%,Бойко%}')
      order by name`)
    ).rows.map(({ segment }) => segment);
  expect(await segments()).toEqual(['', 'Опт']);

  await page.goto(`${stage.api.url}/contacts/imports`);
  await bring(page, Buffer.from(faulty.replace('нема', '0671230007')));
  await untilShown(page.locator('[data-show=new]').getByText('1'));
  await page.locator('[data-start]').click();
  await untilShown(page.locator('[data-import-state=done] [data-count=made]').getByText('1'));
  await page.goto(`${stage.api.url}/contacts?q=0671230007`);
  await untilShown(page.locator('[data-contact-row]').getByText('Олег Ткач'));
  expect(complaints()).toEqual([]);
});

async function bring(page: Window['page'], buffer: Buffer): Promise<void> {
  await page.locator('[data-import-file]').setInputFiles({ name: 'ще.csv', mimeType: 'text/csv', buffer });
  await untilShown(page.locator('[data-import-state=ready]'));
}
