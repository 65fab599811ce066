import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const dialog = ({ page }: Window) => page.locator('[role=dialog]');
const rowOf = ({ page }: Window, name: string) => page.locator('[data-lead]').filter({ hasText: name });
const save = (window: Window) => dialog(window).locator('form .btn--primary').click();

test('F44: an admin keeps the sources, an operator the leads, and who only reads sees them', async () => {
  const iryna = await stage.window('iryna', '/settings/records');
  await addSource(iryna);
  const olena = await stage.window('olena', '/contacts');
  await olena.page.locator('main .tabs a[href="/leads"]').click();
  await untilShown(olena.page.getByText('Лідів ще немає'));
  await addLead(olena);
  await loseIt(olena);
  await putAway(olena);
  expect([...iryna.complaints(), ...olena.complaints(/422/)]).toEqual([]);
  const dmytro = await stage.window('dmytro', '/leads?archived=true', { width: 390, height: 844 });
  await untilShown(rowOf(dmytro, 'Щербак'));
  expect(await dmytro.page.locator('[data-create], [data-edit]').count()).toBe(0);
});

async function addSource(iryna: Window): Promise<void> {
  const list = iryna.page.locator('[data-list=lead-sources]');
  for (const name of ['Реклама', 'Сайт']) {
    await list.locator('[data-create]').click();
    await dialog(iryna).getByLabel('Ім’я').fill(name);
    await save(iryna);
    await untilShown(list.locator('li').filter({ hasText: name }));
  }
  await list.locator('[data-up]').click();
  await untilShown(list.locator('li').first().filter({ hasText: 'Сайт' }));
}

/** What is no sum is told, and the form stays. */
async function addLead(olena: Window): Promise<void> {
  const { page } = olena;
  await page.locator('[data-create]').click();
  await dialog(olena).getByLabel('Хто і що потрібно').fill('Щербак Юлія, шафа');
  await dialog(olena).getByLabel('Сума').fill('дорого');
  await dialog(olena).locator('[data-field=source]').selectOption({ label: 'Сайт' });
  await dialog(olena).getByLabel('Телефон').fill('067 123 45 67');
  await save(olena);
  await untilShown(dialog(olena).locator('[role=alert]').getByText('Це не схоже на суму'));
  await dialog(olena).getByLabel('Сума').fill('12 500,50');
  await save(olena);
  await untilGone(dialog(olena));
  await untilShown(rowOf(olena, 'Щербак').getByText('12 500,50'));
  await untilShown(rowOf(olena, 'Щербак').locator('[data-status=new]'));
}

async function loseIt(olena: Window): Promise<void> {
  await rowOf(olena, 'Щербак').locator('[data-edit]').click();
  await dialog(olena).locator('[data-field=status]').selectOption({ label: 'Втрачено' });
  await dialog(olena).getByLabel('Причина').fill('задорого');
  await save(olena);
  await untilShown(rowOf(olena, 'Щербак').getByText('задорого'));
}

async function putAway(olena: Window): Promise<void> {
  const { page } = olena;
  await page.locator('[data-search]').fill('0671234567');
  await untilShown(page.locator('[data-found]').getByText('1'));
  await rowOf(olena, 'Щербак').locator('[data-edit]').click();
  await dialog(olena).locator('[data-archive]').click();
  await untilGone(dialog(olena));
  await untilShown(page.getByText('Таких лідів немає'));
  await page.locator('[data-filter-archived]').selectOption({ label: 'Архів' });
  await untilShown(rowOf(olena, 'Щербак'));
}
