import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { atRest, resize } from './support/rest.ts';
import { calendar, publish, setting, untilSaved } from './support/settings.ts';
import { untilSpoken } from './support/spoken.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

let stage: Stage;
const TEXT = '{ім’я}, ми пам’ятаємо. Відповідає {оператор}.';

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('F18, F19: an admin edits minutes and a template, sees faults, publishes, finds it in the history', async () => {
  stage.client('Оксана', 'Левченко').says('Добрий день!');
  await stage.settled();
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  await untilShown(page.getByText('Діють вбудовані налаштування'));

  await changeMinutes(page);
  await changeTemplate(page);
  await publishBoth(page);
  await findInHistory(page);
  expect(window.complaints()).toEqual([]);
});

/** A value that cannot be is told, and leads back to its field. */
async function changeMinutes(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Повідомлення про чекання' }).click();
  const minutes = setting(page, 'waitingMessage.minutes').locator('input');
  await minutes.fill('0');
  await untilShown(setting(page, 'waitingMessage.minutes').locator('[data-fault]'));
  expect(await minutes.getAttribute('aria-invalid')).toBe('true');
  await page.locator('[data-publish]').click();
  await untilShown(page.getByRole('dialog', { name: 'Опублікувати ще не можна' }));
  expect(await page.getByRole('button', { name: 'Опублікувати', exact: true }).isDisabled()).toBe(true);
  await page.locator('[data-to]').click();
  await untilGone(page.getByRole('dialog'));
  await expect.poll(() => minutes.evaluate((input) => input === document.activeElement)).toBe(true);
  await minutes.fill('7');
  await untilGone(page.locator('[data-fault]'));
  await untilShown(setting(page, 'waitingMessage.minutes').getByText('досі 10 хв'));
  await untilShown(page.getByText('у 2 налаштуваннях'));
}

/** An unknown variable is told; the preview follows the client. */
async function changeTemplate(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Шаблони', exact: true }).click();
  await page.locator('[data-template=waiting]').click();
  const text = page.locator('[data-editing="templates.waiting.uk"] [data-template-text]');
  await text.fill(`${TEXT} {черга}`);
  await untilShown(page.locator('[data-warning="templates.waiting.uk"]'));
  // The caret stands behind the unknown variable, which goes as a whole.
  await text.press('Backspace');
  await text.press('Backspace');
  await expect.poll(() => text.inputValue()).toBe(TEXT);
  await untilGone(page.locator('[data-warning]'));
  const preview = page.locator('[data-preview] .ev--auto .bubble');
  await untilShown(preview.getByText('Марія, ми пам’ятаємо.'));
  await page.locator('[data-client=nameless]').click();
  await untilShown(preview.getByText('Ми пам’ятаємо.'));
  await page.locator('[data-client=english]').click();
  await untilShown(page.locator('[data-because=language]').getByText('англійська'));
  await untilSaved(page);
}

/** After a reload: what changed, how many it is for, a comment. */
async function publishBoth(page: Page): Promise<void> {
  await page.reload();
  await page.locator('[data-compare]').click();
  const dialog = page.getByRole('dialog');
  await untilShown(dialog.locator('[data-change="waitingMessage.minutes"]').getByText('7 хв'));
  await untilShown(dialog.locator('[data-change="templates.waiting.uk"] ins .var').getByText('ім’я'));
  await page.keyboard.press('Escape');
  await page.locator('[data-publish]').click();
  await untilShown(dialog.getByText('для 1 відкритого чату'));
  await dialog.getByLabel('Коментар').fill('Чекаємо коротше');
  await page.getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilGone(dialog);
  await untilShown(page.getByText('Діє v1'));
  await untilShown(page.locator('[data-waking=off]').getByText('v1'));
}

/** Who, what and why. */
async function findInHistory(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Історія' }).first().click();
  const item = page.locator('[data-version="1"][data-of=installation]');
  await untilShown(item.getByText('«Чекаємо коротше»'));
  await untilShown(item.getByText('Ірина Лисенко'));
  await untilShown(item.locator('[data-change="waitingMessage.minutes"]').getByText('7 хв'));
}

test('F18: a page has settings of its own and gives them up again; an old version comes back', async () => {
  const window = await stage.window('iryna', `/settings/configuration?page=${stage.api.pages.outlet.id}`);
  const { page } = window;
  const phone = setting(page, 'requirePhone');
  await untilShown(phone.getByText('як для всіх сторінок'));
  await page.getByRole('switch', { name: 'Запитувати номер телефону' }).click();
  await untilShown(phone.getByText('лише ця сторінка'));
  await page.getByRole('button', { name: 'Як для всіх сторінок: Запитувати номер телефону' }).click();
  await untilShown(phone.getByText('як для всіх сторінок'));
  await untilShown(page.getByText('Діє все, як для всіх сторінок'));
  await page.getByRole('switch', { name: 'Запитувати e-mail' }).click();
  await publish(page);
  await page.getByRole('switch', { name: 'Запитувати e-mail' }).click();
  await publish(page);

  await page.goto(`/settings/history?page=${stage.api.pages.outlet.id}&version=1#v1`);
  const wanted = page.locator('.is-wanted');
  await untilShown(wanted.locator('[data-change=requireEmail]').getByText('увімкнено'));
  await wanted.locator('[data-restore]').click();
  await page.locator('[data-confirm]').click();
  await untilShown(page.locator('[data-version="3"]').getByText('повертає v1'));
  expect(window.complaints()).toEqual([]);
});

test('F15, B10: working hours, a day off, a calendar are drafted; no draft is overwritten unseen', async () => {
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  await page.getByRole('switch', { name: 'Працюємо завжди' }).click();
  const saturday = page.locator('[data-day=sat]');
  await saturday.locator('[data-add-interval]').click();
  await saturday.getByLabel('Субота, кінець').fill('15');
  await saturday.getByLabel('Субота, кінець').blur();
  expect(await saturday.getByLabel('Субота, кінець').inputValue()).toBe('15:00');
  await saturday.getByLabel('Субота, початок').fill('обід');
  await saturday.getByLabel('Субота, початок').blur();
  await untilShown(
    saturday.locator('[data-fault="workingHours.week.sat.0.0"], [data-fault^="workingHours.week.sat.0"]'),
  );
  await saturday.getByLabel('Субота, початок').fill('1030');
  await saturday.getByLabel('Субота, початок').blur();
  await untilGone(page.locator('[data-fault]'));
  await page.locator('[data-add-exception]').click();
  await untilShown(page.locator('[data-exception]'));
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: calendar() });
  await untilShown(page.getByRole('dialog', { name: 'Дні з календаря' }));
  await untilShown(page.locator('[data-import-warning]').getByText('Рядок 10 не схожий на рядок календаря'));
  await page.getByRole('button', { name: 'Додати до чернетки' }).click();
  await untilShown(page.locator('[data-exception$="-12-25"]'));
  await untilSaved(page);

  const colleague = await stage.window('iryna', '/settings/configuration');
  await colleague.page.getByRole('switch', { name: 'Завершувати мовчазні чати' }).click();
  await untilSaved(colleague.page);
  await page.getByRole('switch', { name: 'Запитувати e-mail' }).click();
  await untilShown(page.locator('[data-theirs]'));
  await page.getByRole('button', { name: 'Взяти чернетку колеги' }).click();
  await untilShown(setting(page, 'autoFinish.hours'));
  await page.locator('[data-discard]').click();
  await page.locator('[data-confirm]').click();
  await untilGone(page.locator('[data-discard]'));
  expect(window.complaints(/status of 409/)).toEqual([]);
});

test('an auditor reads the settings and their history, an operator is told that they are not theirs', async () => {
  const auditor = await stage.window('dmytro', '/settings/configuration');
  await untilShown(auditor.page.getByText('Лише перегляд'));
  expect(await auditor.page.getByRole('switch', { name: 'Запитувати номер телефону' }).isDisabled()).toBe(true);
  await auditor.page.getByRole('link', { name: 'Історія' }).first().click();
  await untilShown(auditor.page.locator('[data-version="1"]'));
  expect(await auditor.page.locator('[data-restore]').count()).toBe(0);
  const operator = await stage.window('olena', '/settings/configuration');
  await untilShown(operator.page.getByText('Сюди немає доступу'));
  expect(await operator.page.getByRole('link', { name: 'Налаштування' }).count()).toBe(0);
});

test('everybody can use the settings in English, light and dark, also on a phone', async () => {
  const window = await stage.window('iryna', '/settings/configuration');
  const { page } = window;
  await page.getByRole('button', { name: 'English' }).click();
  await untilSpoken(stage, 'iryna', 'en');
  for (const path of ['configuration', 'templates?template=waiting', 'history']) {
    await page.goto(`/settings/${path}`);
    await untilShown(page.locator('.config, .sheet--history, .blank'));
    await untilShown(page.locator('h1').getByText(/^[A-Z]/));
    for (const width of [1280, 390]) {
      await resize(page, width, 844);
      await page.emulateMedia({ colorScheme: 'light' });
      expect([path, width, await atRest(page, () => faults(window))]).toEqual([path, width, []]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect([path, width, await atRest(page, () => faults(window, 'colours'))]).toEqual([path, width, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      expect(await page.locator('body').innerText()).not.toMatch(/\b[a-z]+(_[a-z]+)+\b/);
    }
  }
});
