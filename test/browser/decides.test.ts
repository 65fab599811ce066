import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, withoutLocale } from './support/person.ts';
import { publishSettings } from './support/publishing.ts';
import { openStage, type Stage, type Talk } from './support/stage.ts';
import { untilGone, untilShown, type Window } from './support/window.ts';

let stage: Stage;

const TEXTS = {
  askPhone: { uk: '{{first_name}}, який у вас телефон?', en: '{{first_name}}, what is your phone?' },
  phoneNotUnderstood: { uk: 'Це не номер.', en: 'That is no number.' },
  askEmail: { uk: 'А яка пошта?', en: 'And your e-mail?' },
  emailNotUnderstood: { uk: 'Це не адреса.', en: 'That is no address.' },
  contactThanks: { uk: 'Дякуємо! Чим допомогти?', en: 'Thank you! How can we help?' },
  waiting: { uk: 'Ми пам’ятаємо про вас.', en: 'We have not forgotten you.' },
};

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('F08, F09, F16, F20, F42: clients of two languages are asked; a new template holds', async () => {
  await publishSettings(stage, {
    requirePhone: true,
    requireEmail: true,
    defaultLanguage: 'en',
    discloseAutomatic: false,
    waitingMessage: { enabled: true, minutes: 20 },
    templates: TEXTS,
  });
  const oksana = stage.client('Оксана', 'Левченко');
  const emma = withoutLocale(stage, 'Emma');
  const olena = await stage.window('olena');
  oksana.says('Добрий день! Чи є торшер «Вечір»?');
  emma.says('Hello, do you deliver?');
  await untilShown(olena.page.getByRole('button', { name: 'Збираємо контакт 2' }));
  await untilGone(olena.page.getByRole('button', { name: 'Без оператора' }));
  await olena.open('Оксана Левченко');
  await untilShown(olena.page.locator('[data-asking=collecting_phone]'));
  await untilShown(olena.page.locator('[data-ends-asking]'));
  await untilShown(olena.bubble('Оксана, який у вас телефон?'));
  await untilShown(olena.row('Оксана Левченко').locator('[data-after=automatic]'));
  await untilShown(olena.row('Оксана Левченко').getByText('Чи є торшер «Вечір»?'));

  await bothAnswer(olena, oksana, emma);
  await askWhy(olena);
  const iryna = await stage.window('iryna');
  await lateWord(iryna, emma);

  await publishSettings(stage, { templates: { askPhone: { uk: 'Новий текст: ваш телефон?' } } });
  const petro = stage.client('Петро', 'Дяченко');
  petro.says('Вітаю!');
  await expect.poll(() => petro.received()).toEqual(['Новий текст: ваш телефон?']);
  expect(oksana.received()).toHaveLength(5);
  expect([...olena.complaints(), ...iryna.complaints()]).toEqual([]);
});

/** Each in their language until the contact is complete. */
async function bothAnswer(olena: Window, oksana: Talk, emma: Person): Promise<void> {
  await goesThrough(oksana, 'uk', ['не скажу', '067 123 45 67', 'навіщо?', 'Oksana@Demo.example']);
  await goesThrough(emma, 'en', ['why?', '+380 50 765 43 21', 'no', 'emma@demo.example']);
  await untilShown(olena.page.getByRole('button', { name: 'Без оператора 2' }));
  await untilShown(olena.page.locator('[data-contact=phone] a[href="tel:+380671234567"]'));
  await untilShown(olena.page.locator('[data-contact=email]').getByText('oksana@demo.example', { exact: false }));
  await untilGone(olena.page.locator('[data-asking]'));
  const kinds = ['askPhone', 'phoneNotUnderstood', 'askEmail', 'emailNotUnderstood', 'contactThanks'];
  await expect.poll(() => automaticKinds(olena)).toEqual(kinds);
  expect(await olena.page.locator('[data-entry=said]').count()).toBe(0);
  await expect.poll(() => olena.page.locator('[data-entry=contact]').count()).toBe(2);
}

/** An automatic message tells its language and its setting. */
async function askWhy(olena: Window): Promise<void> {
  await ask(olena, 'askPhone');
  await untilShown(olena.page.locator('.why').getByText('Мовою клієнта у Facebook: українська.'));
  await untilShown(olena.page.locator('[data-source]').getByText('«Запитувати номер телефону», v1'));
  expect(await olena.page.locator('[data-source] a').count()).toBe(0);
}

/** An admin lets the message about the wait go now. */
async function lateWord(iryna: Window, emma: Person): Promise<void> {
  await iryna.open('Emma');
  await ask(iryna, 'emailNotUnderstood');
  await untilShown(iryna.page.locator('.why').getByText('Facebook не сказав мови клієнта'));
  await iryna.page.locator('[data-deadline=waiting] [data-change]').click();
  await iryna.page.locator('[data-fire]').click();
  await untilShown(iryna.bubble('We have not forgotten you.'));
  await untilShown(iryna.page.locator('[data-entry=deadline]').getByText('Ірина Лисенко'));
  await expect.poll(() => emma.received().at(-1)).toBe('We have not forgotten you.');
  await iryna.page.locator('[data-source] a').click();
  await untilShown(iryna.page.locator('.is-wanted[data-version="1"]'));
}

test('F08, F42: an operator takes a chat without the contact, notes it, and keeps what the client wrote', async () => {
  await publishSettings(stage, { requirePhone: true, requireEmail: false });
  const hanna = stage.client('Ганна', 'Бойко');
  const olena = await stage.window('olena');
  const { page } = olena;
  hanna.says('Добрий день!');
  await olena.open('Ганна Бойко');
  await page.locator('[data-stop-asking]').click();
  await untilShown(page.locator('[data-entry=contact]').getByText('без контакту'));
  await untilShown(page.locator('[data-contact=phone]').getByText('не надано'));

  await page.locator('[data-edit-contact]').click();
  await page.getByLabel('Телефон').fill('12');
  await page.locator('[data-save-contact]').click();
  await untilShown(page.getByRole('alert').getByText('Це не схоже на номер телефону.'));
  expect(await page.getByLabel('Телефон').getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Телефон').fill('050 111 22 33');
  await page.locator('[data-save-contact]').click();
  await untilShown(page.locator('[data-contact=phone] a[href="tel:+380501112233"]'));
  await untilShown(page.locator('[data-contact=phone]').getByText('Олена Коваль'));

  hanna.says('Краще 063 444 55 66, або hanna@demo.example');
  await untilShown(page.locator('.said').getByText('Зберегти +380 63 444 55 66'));
  // §2.6: it is offered in one place, and the panel leads there.
  expect(await page.locator('[data-contact-section] [data-keep]').count()).toBe(0);
  await page.locator('a[data-found=phone]').click();
  await page.locator('.said [data-keep=email]').click();
  await untilShown(page.locator('[data-contact=email] a[href="mailto:hanna@demo.example"]'));
  await page.locator('.said [data-keep=phone]').click();
  await untilShown(page.locator('[data-contact=phone] a[href="tel:+380634445566"]'));
  await untilGone(page.locator('.offer'));
  expect(olena.complaints(/status of 422/)).toEqual([]);
});

const DAY_MS = 24 * 60 * 60_000;

test('F16: an admin moves a deadline and drops it; an operator and a phone see it only', async () => {
  await publishSettings(stage, { requirePhone: false, waitingMessage: { enabled: true, minutes: 30 } });
  stage.client('Іван', 'Мороз').says('Чи є знижка?');
  const iryna = await stage.window('iryna');
  const phone = await stage.window('olena', '/', { width: 390, height: 844 });
  const { page } = iryna;
  const chip = page.locator('[data-deadline=waiting]');
  await iryna.open('Іван Мороз');
  await phone.open('Іван Мороз');
  await untilShown(phone.page.locator('[data-deadline=waiting]').getByText('Чекання', { exact: true }));
  expect(await phone.page.locator('[data-deadline] [data-change]').count()).toBe(0);
  expect(await page.locator('[data-deadline=window_closes] [data-change]').count()).toBe(0);

  await chip.locator('[data-change]').click();
  await page.locator('[data-move]').click();
  // Behind every other deadline, and not further ahead than a year.
  const [year, month, day] = new Date(Date.now() + 300 * DAY_MS).toISOString().slice(0, 10).split('-');
  await page.getByLabel('Новий час').fill(`${day}.${month}.${year}`);
  await page.getByLabel('Година').fill('09:00');
  await page.getByRole('button', { name: 'Перенести', exact: true }).click();
  await untilShown(page.locator('[data-entry=deadline]').getByText(`на ${day}.${month}`));
  await expect.poll(() => page.locator('[data-deadline]').first().getAttribute('data-deadline')).toBe('window_closes');

  await chip.locator('[data-change]').click();
  await page.locator('[data-drop]').click();
  await page.locator('[data-confirm]').click();
  await untilGone(chip);
  await untilShown(page.locator('[data-entry=deadline]').getByText('Скасовано'));
  await untilGone(phone.page.locator('[data-deadline=waiting]'));
  expect([...iryna.complaints(), ...phone.complaints()]).toEqual([]);
});

/** A wrong and a right phone, a wrong and a right e-mail; each is answered before the next is written. */
async function goesThrough(talk: Person, language: 'uk' | 'en', answers: string[]): Promise<void> {
  const said = ['askPhone', 'phoneNotUnderstood', 'askEmail', 'emailNotUnderstood', 'contactThanks'] as const;
  const texts = said.map((name) => TEXTS[name][language].replace('{{first_name}}', talk.name.split(' ')[0] ?? ''));
  for (const [step, answer] of answers.entries()) {
    await expect.poll(() => talk.received()).toEqual(texts.slice(0, step + 1));
    talk.says(answer);
  }
  await expect.poll(() => talk.received()).toEqual(texts);
}

/** Presses "why?" of the automatic message of this kind. */
async function ask({ page }: Window, kind: string): Promise<void> {
  await page.locator(`[data-automatic=${kind}] .ask`).first().click();
}

function automaticKinds({ page }: Window): Promise<(string | null)[]> {
  return page
    .locator('[data-automatic]')
    .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-automatic')));
}
