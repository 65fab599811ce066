import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§1.17: each page has its title, a chat the name of its client; the number is what waits for me', async () => {
  const nina = stage.client('Ніна', 'Назва');
  stage.client('Нічия', 'Черга').says('Є хто?');
  nina.says('Добрий день');
  const olena = await stage.window('olena');
  const titled = (title: string) => expect.poll(() => olena.page.title()).toBe(title);
  await untilShown(olena.row('Нічия Черга'));
  await titled('Вхідні · Розмова');
  await olena.open('Ніна Назва');
  await titled('Ніна Назва · Розмова');
  await olena.page.getByRole('button', { name: 'Взяти' }).click();
  await titled('(1) Ніна Назва · Розмова');
  await olena.page.getByRole('link', { name: 'CRM' }).click();
  await titled('(1) Контакти · Розмова');
  // The count moves, and the page keeps its name.
  const petro = stage.client('Петро', 'Назва');
  petro.says('І я тут');
  await stage.meta.idle();
  await olena.page.goto('/');
  await olena.open('Петро Назва');
  await olena.page.getByRole('button', { name: 'Взяти' }).click();
  await titled('(2) Петро Назва · Розмова');
  await olena.answer('Вітаю');
  await titled('(1) Петро Назва · Розмова');
  expect(olena.complaints()).toEqual([]);
});

test('§1.17: page, status and search stand in the address, and hold over a reload and a way back', async () => {
  stage.client('Дмитро', 'Домашній').says('Шукаю торшер');
  stage.client('Оксана', 'Аутлет').says('Шукаю лампу', 'outlet');
  const iryna = await stage.window('iryna');
  const { page } = iryna;
  const query = () => new URL(page.url()).search;
  await untilShown(iryna.row('Дмитро Домашній'));
  await page.locator('.list-title').click();
  await page.getByRole('menuitem', { name: 'Світло Outlet' }).click();
  await page.getByRole('button', { name: 'Фільтр за статусом' }).click();
  await page.getByRole('menuitem', { name: 'Новий' }).click();
  const narrowed = `?page=${stage.api.pages.outlet.id}&status=new`;
  await expect.poll(query).toBe(narrowed);
  await untilGone(iryna.row('Дмитро Домашній'));
  await page.reload();
  await untilShown(iryna.row('Оксана Аутлет'));
  expect(await iryna.row('Дмитро Домашній').count()).toBe(0);
  await untilShown(page.locator('.list-title').getByText('Світло Outlet'));

  await iryna.open('Оксана Аутлет');
  await expect.poll(query).toBe(narrowed);
  await page.getByRole('searchbox').fill('лампу');
  await untilShown(page.getByRole('button', { name: 'Знайдено 1' }));
  await page.reload();
  await untilShown(page.getByRole('button', { name: 'Знайдено 1' }));
  expect(await page.getByRole('searchbox').inputValue()).toBe('лампу');
  await page.goBack();
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('');
  await untilShown(iryna.row('Оксана Аутлет'));
  expect(await iryna.row('Дмитро Домашній').count()).toBe(0);
  expect(iryna.complaints()).toEqual([]);
});
