import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertContact } from '#db/contacts/write.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const rowOf = ({ page }: Window, name: string) => page.locator('[data-contact-row]').filter({ hasText: name });
const line = ({ page }: Window, kind: 'tel' | 'email', n: number) =>
  page.locator(`[data-many=${kind}] input[type=${kind}]`).nth(n);
const save = ({ page }: Window) => page.locator('[role=dialog] form .btn--primary').click();

test('F44: an operator adds a contact, finds it by its phone, and changes it', async () => {
  const olena = await stage.window('olena', '/');
  const { page } = olena;
  await page.locator('.bar-nav a[href="/contacts"]').click();
  await untilShown(page.getByText('Контактів ще немає'));

  await addMaria(olena);
  await addIvan(olena);
  await findThem(olena);
  await changeMaria(olena);
});

/** With a second phone that is none: it is told, and taken away. */
async function addMaria(olena: Window): Promise<void> {
  const { page } = olena;
  await page.locator('[data-create]').click();
  await page.getByLabel('Ім’я').fill('Гончаренко Марія');
  await line(olena, 'tel', 0).fill('067 123 45 67');
  await page.locator('[data-another=tel]').click();
  await line(olena, 'tel', 1).fill('12');
  await line(olena, 'email', 0).fill('Maria@Honcharenko.example');
  await page.locator('[data-manager]').selectOption({ label: 'Тарас Бойко' });
  await save(olena);
  await untilShown(page.locator('[data-many=tel] .mistake'));
  expect(await page.locator('[aria-invalid=true]').inputValue()).toBe('12');
  await page.getByLabel('Прибрати: Телефон 2').click();
  await save(olena);
  await untilGone(page.locator('[role=dialog]'));
  await untilShown(rowOf(olena, 'Гончаренко Марія').getByText('maria@honcharenko.example'));
  await untilShown(rowOf(olena, 'Гончаренко Марія').getByText('Тарас Бойко'));
}

/** With the phone that Maria has. */
async function addIvan(olena: Window): Promise<void> {
  const { page } = olena;
  await page.locator('[data-create]').click();
  await page.getByLabel('Ім’я').fill('Гончаренко Іван');
  await line(olena, 'tel', 0).fill('+380 67 123 45 67');
  await save(olena);
  await untilShown(page.locator('[data-duplicates]').getByText('Гончаренко Марія'));
  await untilShown(rowOf(olena, 'Гончаренко Іван'));
}

/** By name, by a piece of the phone, by the manager; the address keeps it. */
async function findThem(olena: Window): Promise<void> {
  const { page } = olena;
  await page.locator('[data-search]').fill('марія');
  await untilGone(rowOf(olena, 'Гончаренко Іван'));
  await page.locator('[data-search]').fill('0671234');
  await untilShown(rowOf(olena, 'Гончаренко Іван'));
  await page.locator('[data-filter-manager]').selectOption({ label: 'Тарас Бойко' });
  await untilGone(rowOf(olena, 'Гончаренко Іван'));
  expect(new URL(page.url()).searchParams.get('q')).toBe('0671234');
  await page.reload();
  await untilShown(rowOf(olena, 'Гончаренко Марія'));
  expect(await page.locator('[data-search]').inputValue()).toBe('0671234');
}

/** A segment; and what nobody has is not found. */
async function changeMaria(olena: Window): Promise<void> {
  const { page } = olena;
  await rowOf(olena, 'Гончаренко Марія').getByRole('button').click();
  await untilShown(page.locator('[role=dialog] [data-duplicates]').getByText('Гончаренко Іван'));
  await page.getByLabel('Сегмент', { exact: true }).last().fill('Постійні');
  await save(olena);
  await untilShown(rowOf(olena, 'Гончаренко Марія').getByText('Постійні'));
  await page.locator('[data-search]').fill('нікого такого');
  await untilShown(page.getByText('Таких контактів немає'));
  await page.locator('[data-reset]').click();
  await untilShown(rowOf(olena, 'Гончаренко Іван'));
  expect(olena.complaints(/422/)).toEqual([]);
}

test('F44: who only reads sees the list and changes nothing', async () => {
  const dmytro = await stage.window('dmytro', '/contacts');
  await untilShown(rowOf(dmytro, 'Гончаренко Марія'));
  expect(await dmytro.page.locator('[data-create], [data-contact-row] button').count()).toBe(0);
});

test('F44: a long list comes in pages', async () => {
  for (let n = 100; n < 130; n += 1)
    await insertContact(stage.api.database.pool, {
      name: `Клієнт ${n}`,
      phones: [],
      emails: [],
      managerId: null,
      segment: '',
    });
  const olena = await stage.window('olena', '/contacts?q=Клієнт', { width: 390, height: 844 });
  await untilShown(olena.page.getByText('1–25 з 30'));
  await olena.page.locator('[data-next]').click();
  await untilShown(rowOf(olena, 'Клієнт 129'));
  expect(await olena.page.locator('[data-contact-row]').count()).toBe(5);
});

test('F44, B18: a contact has a card, where it is made one with another, and parted again', async () => {
  const iryna = await stage.window('iryna', '/contacts?q=Марія');
  const { page } = iryna;
  await rowOf(iryna, 'Гончаренко Марія').getByRole('link').click();
  await untilShown(page.locator('[data-happened=changed]').getByText('Контакт додано'));
  await page.locator('[data-edit]').click();
  await page.locator('[role=dialog] [data-requisites] summary').click();
  await page.getByLabel('Код ЄДРПОУ або РНОКПП').fill('1759013775');
  await untilShown(page.locator('[data-odd-code]'));
  await page.getByLabel('Код ЄДРПОУ або РНОКПП').fill('1759013776');
  await untilGone(page.locator('[data-odd-code]'));
  await save(iryna);
  await untilShown(page.locator('[data-happened=changed]').getByText('1759013776'));
  await page.locator('[data-candidate]').filter({ hasText: 'Гончаренко Іван' }).locator('[data-merge]').click();
  await page.locator('[data-differs=name] input').nth(1).check();
  await save(iryna);
  await untilShown(page.locator('h1').getByText('Гончаренко Іван'));
  await page.locator('[data-undo-merge]').click();
  await untilShown(page.locator('h1').getByText('Гончаренко Марія'));
  await untilShown(page.locator('[data-happened=merged]').getByText('Скасовано: Ірина'));
  expect(iryna.complaints()).toEqual([]);
});

test('F07: a chat shows every contact with the client’s phone, and a person says who it is', async () => {
  const oksana = stage.client('Оксана', 'Левченко');
  oksana.says('Добрий день');
  const olena = await stage.window('olena');
  const { page } = olena;
  await olena.open('Оксана Левченко');
  // Before she wrote a number: with it, contacts are looked for at once.
  await untilShown(page.locator('[data-crm] [data-find-contact]'));
  expect(await page.locator('[data-match]').count()).toBe(0);
  oksana.says('мій номер 067 123 45 67');
  await page.locator('.said [data-keep=phone]').first().click();
  await untilShown(page.locator('[data-matches="2"]').getByText('Збігається з 2 контактами'));
  const maria = page.locator('[data-match]').filter({ hasText: 'Гончаренко Марія' });
  await untilShown(maria.getByText('такий самий телефон, Постійні, Тарас Бойко'));
  expect(await page.locator('[data-linked]').count()).toBe(0);

  const marko = await stage.window(stage.marko);
  await marko.open('Оксана Левченко');
  await maria.locator('[data-choose]').click();
  for (const window of [olena, marko]) {
    await untilShown(window.page.locator('[data-linked]').getByText('Гончаренко Марія'));
    await untilShown(window.page.locator('[data-crm] [data-manager]').getByText('Тарас Бойко'));
  }
  await page.locator('[data-linked] a').click();
  await untilShown(page.locator('[data-contact-card]').getByText('Гончаренко Марія'));
  await untilShown(page.locator('[data-happened=chat]').getByText('Оксана Левченко'));
  await page.goBack();
  await page.locator('[data-unlink]').click();
  await untilShown(marko.page.locator('[data-matches="2"]'));
  expect([...olena.complaints(), ...marko.complaints()]).toEqual([]);
});

test('F07, F34: a client nobody knows becomes a contact, with what the chat knows and from where', async () => {
  stage.client('Ігор', 'Шевчук').says('мій номер 050 777 01 42');
  const olena = await stage.window('olena', '/', { language: 'en' });
  const { page } = olena;
  await olena.open('Ігор Шевчук');
  await page.locator('.said [data-keep=phone]').first().click();
  await page.locator('[data-create-contact]').click();
  expect(await line(olena, 'tel', 0).inputValue()).toBe('+380507770142');
  const from = page.locator('[data-many=tel] [data-known-from]');
  await untilShown(from.getByRole('button'));
  await line(olena, 'tel', 0).fill('050 777 01 43');
  await untilGone(from);
  await line(olena, 'tel', 0).fill('+380507770142');
  const messageId = await from.getAttribute('data-known-from');
  await from.getByRole('button').click();
  await untilShown(page.locator(`[data-sought] [data-message="${messageId}"]`));
  await save(olena);
  await untilShown(page.locator('[data-linked]').getByText('Шевчук Ігор'));
  expect(olena.complaints()).toEqual([]);
});
