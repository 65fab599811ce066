import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '#test/browser/support/axe.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilShown, type Window } from '#test/browser/support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const take = ({ page }: Window, text: string) =>
  page
    .locator('[data-csv-file]')
    .setInputFiles({ name: 'replies.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

async function saved({ page }: Window): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.locator('[data-csv-save]').click();
  return readFileSync(await (await coming).path(), 'utf8');
}

test('F21: ready replies come from a CSV file and go into one that reads the same', async () => {
  const iryna = await stage.window('iryna', '/settings/ready-replies');
  await untilShown(iryna.page.locator('[data-csv-take]'));
  const rows = [
    'дякую;Подяка;shared;Світло Outlet;"Дякую!\r\nДо зустрічі; ваші ""Світло"""',
    `знижка;Знижка;mine;;"'-10 %"`,
  ];
  await take(iryna, ['shortcut;title;scope;pages;uk', ...rows].join('\r\n'));
  await untilShown(iryna.page.getByText('Додано: 2, змінено: 0.'));
  await untilShown(iryna.page.locator('[data-ready-row="дякую"]').getByText('Світло Outlet'));
  await untilShown(iryna.page.locator('[data-ready-row="знижка"]').getByText('-10 %', { exact: true }));
  expect(await faults(iryna)).toEqual([]);
  const file = await saved(iryna);
  expect(file).toBe(`\uFEFF${['shortcut;title;scope;pages;uk;en', ...rows.map((row) => `${row};`)].join('\r\n')}`);
  await take(iryna, file);
  await untilShown(iryna.page.getByText('Додано: 0, змінено: 2.'));
});

test('F21: where rows of the file are refused, each is told, and nothing of it is kept', async () => {
  const olena = await stage.window('olena', '/settings/ready-replies');
  const { page } = olena;
  await untilShown(page.locator('[data-csv-take]'));
  await take(
    olena,
    'shortcut,title,scope,pages,uk\nгаразд,Гаразд,,,Гаразд\nінша,Інша,,Немає такої,Так\nпорожня,П,,,\n',
  );
  await untilShown(page.getByText('Рядок 3: Сторінки «Немає такої» немає.'));
  await untilShown(page.getByText('Рядок 4: Напишіть текст хоча б однією мовою.'));
  expect(await faults(olena)).toEqual([]);
  await take(olena, 'shortcut,title,uk\nгаразд,Гаразд,Гаразд\nдва слова,Два,Так\n');
  await untilShown(page.getByText('Рядок 3: Це значення не підходить: shortcut.'));
  expect(await page.locator('[data-ready-row="гаразд"]').count()).toBe(0);
  await take(olena, 'shortcut,title,uk\nгаразд,Гаразд,Гаразд\n');
  await untilShown(page.locator('[data-ready-row="гаразд"]'));
});
