import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '#test/integration/support/company.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilShown, type Window } from './support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('F47: a wrong password is told in words, the right one opens the inbox, logging out closes it', async () => {
  const window = await stage.window(null, '/chats/1');
  const { page } = window;
  await page.waitForURL('**/login?next=*');
  await page.getByLabel('E-mail').fill(stage.api.people.olena.email);
  await page.getByLabel('Пароль').fill('not the password');
  await page.getByRole('button', { name: 'Увійти' }).click();
  await page.getByRole('alert').getByText('E-mail або пароль не підходять').waitFor();

  await page.getByLabel('Пароль').fill(PASSWORD);
  await page.getByRole('button', { name: 'Увійти' }).click();
  await page.waitForURL('**/chats/1');
  await page.locator('[data-account]').click();
  await page.locator('[data-log-out]').click();
  await page.waitForURL('**/login*');
  await page.goto('/');
  await page.waitForURL('**/login*');
  expect(window.complaints(/status of (401|404)/)).toEqual([]);
});

test('F31, B04: an operator answers: sent, delivered, read; another window sees it live, in English, too', async () => {
  const oksana = stage.client('Оксана', 'Левченко');
  const olena = await stage.window('olena');
  const marko = await stage.window(stage.marko);
  await olena.page.getByText('Усім відповіли').waitFor();

  oksana.says('Добрий день! Чи є ще торшер «Вечір»?');
  await olena.row('Оксана Левченко').waitFor();
  await marko.open('Оксана Левченко');
  await olena.open('Оксана Левченко');
  await olena.page.getByText('Поки що ніхто не веде цей чат').waitFor();
  expect(await olena.page.locator('[data-status]').getAttribute('data-status')).toBe('new');

  await olena.answer('Добрий день, є два. Відкласти для вас?');
  await olena.untilState('Добрий день, є два. Відкласти для вас?', 'sent', 'delivered');
  await olena.untilState('Добрий день, є два. Відкласти для вас?', 'delivered');
  expect(oksana.received()).toEqual(['Добрий день, є два. Відкласти для вас?']);
  await olena.page.locator('.talk-head').getByText('веде Олена Коваль').waitFor();
  oksana.reads();
  await olena.untilState('Добрий день, є два. Відкласти для вас?', 'read');

  await marko.untilState('Добрий день, є два. Відкласти для вас?', 'read');
  await marko.page.locator('.talk-head').getByText('веде Олена Коваль').waitFor();
  await expect.poll(() => marko.page.locator('[data-status]').getAttribute('data-status')).toBe('answered');
  for (const [language, status, read] of [
    ['uk', 'Отримав відповідь', /^Прочитано \d/u],
    ['en', 'Answered', /^Read \d/u],
  ] as const) {
    await speak(marko, language);
    await untilShown(marko.page.locator('[data-status]').getByText(status));
    await untilShown(marko.page.locator('.sent--read').getByText(read));
  }
  await speak(marko, 'uk');
  oksana.says('Так, дякую!');
  for (const { page } of [olena, marko]) await untilShown(page.locator('[data-status]').getByText('В обробці'));
  expect([...olena.complaints(), ...marko.complaints()]).toEqual([]);
});

async function speak({ page }: Window, language: 'uk' | 'en'): Promise<void> {
  await page.locator(`.bar .seg button[lang=${language}]`).click();
  await untilShown(page.locator(`html[lang=${language}]`));
}

test('B03: an answer typed in Meta’s own inbox is seen as such, counts, and nobody waits any more', async () => {
  const roman = stage.client('Роман', 'Ткач');
  roman.says('Чи є знижка?');
  const olena = await stage.window('olena');
  const { page } = olena;
  await olena.open('Роман Ткач');
  await untilShown(page.locator('[data-status]').getByText('Новий'));
  const thread = { client: roman.id, page: stage.api.pages.dim.facebookId };
  stage.meta.answerFromInbox({ ...thread, text: 'Так, десять відсотків.' });
  await olena.untilState('Так, десять відсотків.', 'sent', 'delivered');
  await untilShown(page.locator('.author').getByText('Відповідь у застосунку Meta'));
  await untilShown(page.locator('[data-status]').getByText('Отримав відповідь'));
  await untilShown(olena.row('Роман Ткач').locator('.row-wait.is-rest'));
  roman.reads();
  await olena.untilState('Так, десять відсотків.', 'read');
  await speak(olena, 'en');
  await untilShown(page.locator('.author').getByText('Reply from the Meta app'));
  await speak(olena, 'uk');
  expect(roman.received()).toEqual(['Так, десять відсотків.']);
  expect(olena.complaints()).toEqual([]);
});

test('F32, F36, F37, F38: a colleague is added, one leaves, the chat is finished, a new word opens one', async () => {
  const petro = stage.client('Петро', 'Дяченко');
  const olena = await stage.window('olena');
  const marko = await stage.window(stage.marko);
  petro.says('Лампа блимає, що робити?');
  await olena.open('Петро Дяченко');
  await olena.page.locator('[data-take]').click();
  await olena.page.locator('[data-entry=joined]').getByText('Чат узято').waitFor();

  await olena.page.locator('button[data-status]').click();
  await olena.page.locator('[data-set-status=in_progress]').click();
  await olena.page.locator('[data-status=in_progress]').waitFor();

  await olena.menu('[data-add]');
  await olena.page.locator(`[data-colleague="${stage.marko.id}"]`).click();
  await olena.page.locator('[data-entry=joined]').getByText('Марко Гнатюк').waitFor();
  await marko.open('Петро Дяченко');
  await marko.page.locator('[data-entry=joined]').getByText('Марко Гнатюк').waitFor();

  await olena.menu('[data-leave]');
  await olena.page.locator('[data-entry=left]').waitFor();
  await marko.page.locator('.talk-head').getByText('веде Марко Гнатюк').waitFor();
  await expect.poll(() => marko.page.locator('[data-status]').getAttribute('data-status')).toBe('in_progress');

  await marko.page.locator('[data-finish]').click();
  await marko.page.locator('[data-confirm]').click();
  await olena.page.getByText('Чат завершується.', { exact: true }).waitFor();
  await olena.page.getByText('Відповісти вже не можна.', { exact: true }).waitFor();
  expect(await olena.page.locator('[data-composer]').count()).toBe(0);
  await expect.poll(() => olena.row('Петро Дяченко').count()).toBe(0);

  const finished = olena.page.url();
  petro.says('А тепер не світить зовсім');
  await olena.row('Петро Дяченко').click();
  // The name is the same: only the address tells that it is the new chat.
  await olena.page.waitForURL((url) => url.href !== finished);
  await olena.bubble('А тепер не світить зовсім').waitFor();
  expect([...olena.complaints(), ...marko.complaints()]).toEqual([]);
});

test('F41: two windows of one person stay the same', async () => {
  const iryna = stage.client('Ірина', 'Мельник');
  const left = await stage.window('olena');
  const right = await stage.window('olena');
  iryna.says('Скільки коштує доставка?');
  await left.open('Ірина Мельник');
  await right.open('Ірина Мельник');
  await left.answer('Для вас безкоштовна.');
  await right.untilState('Для вас безкоштовна.', 'sent', 'delivered');
  await right.answer('Привеземо завтра.');
  await left.untilState('Привеземо завтра.', 'sent', 'delivered');
  for (const { page } of [left, right])
    await expect.poll(() => page.locator('.ev--out [data-message]').count()).toBe(2);
  expect(iryna.received()).toEqual(['Для вас безкоштовна.', 'Привеземо завтра.']);
  expect([...left.complaints(), ...right.complaints()]).toEqual([]);
});
