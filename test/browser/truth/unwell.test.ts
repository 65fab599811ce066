import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { saveToken } from '../support/page-token.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§1.10a, §1.10c: a token is asked about before the page works; a bad one is said where people work', async () => {
  const admin = await stage.window('iryna', '/settings/pages');
  const olena = await stage.window('olena');
  const row = admin.page.locator(`[data-page="${stage.api.pages.dim.id}"]`);
  const solomiia = stage.client('Соломія', 'Гай');
  solomiia.says('Чи є доставка?');
  await olena.open('Соломія Гай');
  await untilShown(row.locator('.health--ok'));
  await saveToken(stage, admin, 'bad token');
  await untilShown(row.getByRole('alert').getByText('Facebook не приймає цей токен'));
  await untilShown(row.locator('.health--reconnect'));
  await untilShown(olena.page.locator('[data-unwell-pages] [data-unwell=reconnect]').getByText('Дім і Світло'));
  expect(await olena.page.locator('[data-unwell-pages] a').count()).toBe(0);
  expect(await faults(admin)).toEqual([]);
  expect(await faults(olena)).toEqual([]);

  await saveToken(stage, admin, stage.api.pages.outlet.accessToken);
  await untilShown(row.getByRole('alert').getByText('Це токен іншої сторінки'));

  await olena.answer('Так, у межах міста');
  await olena.untilState('Так, у межах міста', 'held');
  await saveToken(stage, admin, stage.api.pages.dim.accessToken);
  await untilShown(row.locator('.health--ok'));
  await untilGone(olena.page.locator('[data-unwell-pages] [data-unwell]'));
  await olena.untilState('Так, у межах міста', 'sent', 'delivered');
  await expect.poll(() => solomiia.received()).toEqual(['Так, у межах міста']);
  expect(admin.complaints()).toEqual([]);
  expect(olena.complaints()).toEqual([]);
});

test('§1.10c: while Facebook does not say whose token it is, it is being checked, and nothing goes out', async () => {
  const admin = await stage.window('iryna', '/settings/pages');
  const row = admin.page.locator(`[data-page="${stage.api.pages.dim.id}"]`);
  stage.meta.setFaults([{ kind: 'status500', on: 'me' }]);
  await saveToken(stage, admin, stage.api.pages.dim.accessToken);
  await untilShown(row.locator('.health--checking'));
  const olena = await stage.window('olena');
  stage.client('Марта', 'Сова').says('Добрий день');
  await olena.open('Марта Сова');
  await olena.answer('Вітаю');
  await olena.untilState('Вітаю', 'queued');
  await untilShown(olena.page.locator('.notice[data-unwell=checking]'));
  await untilShown(olena.page.getByText('перевіряємо новий токен сторінки'));
  stage.meta.setFaults([]);
  await untilShown(row.locator('.health--ok'));
  await olena.untilState('Вітаю', 'sent', 'delivered');
  expect(olena.complaints()).toEqual([]);
});

test('§1.10b: that a limit passes by itself is said in the inbox, over the composer, under the bubble', async () => {
  const olena = await stage.window('olena');
  const { page } = olena;
  const danylo = stage.client('Данило', 'Кравець');
  danylo.says('Скільки коштує?');
  await olena.open('Данило Кравець');
  stage.meta.setFaults([{ kind: 'rateLimit', on: 'send', regainMinutes: 0, times: 1 }]);
  await olena.answer('Сто гривень');
  await untilShown(page.locator('.notice[data-unwell=paused]').getByText('минеться саме'));
  await untilShown(page.locator('[data-unwell-pages] [data-unwell=paused]').getByText('минеться саме'));
  await untilShown(page.locator('.sent--queued').getByText('Facebook просить зачекати'));
  expect(await page.getByText('адміністратор').count()).toBe(0);
  // The pause that Meta is given where it names none takes a quarter of a minute.
  await untilGone(page.locator('.sent--queued'));
  await olena.untilState('Сто гривень', 'sent', 'delivered');
  await untilGone(page.locator('.notice[data-unwell]'));
  await untilGone(page.locator('[data-unwell-pages] [data-unwell]'));
  expect(danylo.received()).toEqual(['Сто гривень']);
  expect(olena.complaints()).toEqual([]);
});
