import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#test/integration/support/until.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { faults } from '../support/axe.ts';
import { sideways } from '../support/sideways.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const numberIn = ({ page }: Window): number => Number(/\/chats\/(\d+)/.exec(page.url())?.[1]);

/** Somebody else finishes it meanwhile. */
async function finish(number: number): Promise<void> {
  const olena = await logIn(stage.api, 'olena');
  await until('the chat finished', async () => {
    await olena.put(`/api/chats/${number}/status`, { status: 'finished' });
    return (await olena.get(`/api/chats/${number}`)).json<{ status: string }>().status === 'finished';
  });
}

/** The first chat stands folded above the second one, opens where it stands, and is folded again. */
async function unfold(window: Window, first: number): Promise<void> {
  const { page } = window;
  const line = page.locator(`[data-past="${first}"]`);
  await untilShown(line.getByText('Лампа блимає, що робити?'));
  expect(await window.bubble('Лампа блимає, що робити?').count()).toBe(0);
  await line.getByRole('button').click();
  await untilShown(window.bubble('Спробуйте іншу розетку.'));
  expect(await line.getByRole('button').getAttribute('aria-expanded')).toBe('true');
  await untilShown(line.getByText('Олена Коваль'));
  await untilShown(page.locator(`[data-past-end="${first}"]`));
  const texts = await page.locator('.log [data-message] .bubble-text').allInnerTexts();
  expect(texts.slice(0, 3)).toEqual([
    'Лампа блимає, що робити?',
    'Спробуйте іншу розетку.',
    'А тепер не світить зовсім',
  ]);
  expect(await faults(window)).toEqual([]);
  expect(await sideways(page)).toEqual([]);
  await line.getByRole('button').click();
  await untilGone(window.bubble('Спробуйте іншу розетку.'));
}

test('§1.2: earlier chats of a client stand above the conversation, open in place; and beside it', async () => {
  const petro = stage.client('Петро', 'Дяченко');
  const window = await stage.window('olena', '/', { width: 1440 });
  const { page } = window;
  petro.says('Лампа блимає, що робити?');
  await window.open('Петро Дяченко');
  await window.answer('Спробуйте іншу розетку.');
  await window.untilState('Спробуйте іншу розетку.', 'sent', 'delivered');
  const first = numberIn(window);
  expect(await page.locator('[data-earlier-chats], [data-past]').count()).toBe(0);
  await finish(first);
  await untilShown(page.locator('.composer').getByText('Якщо клієнт напише знову, відкриється новий чат.'));

  // What that chat says of a new one is no longer so when the new one is there.
  petro.says('А тепер не світить зовсім');
  await page.locator('[data-successor]').click();
  await page.waitForURL((url) => !url.pathname.endsWith(`/${first}`));
  await untilShown(window.bubble('А тепер не світить зовсім'));

  await unfold(window, first);

  await page.locator(`[data-earlier-chats] [data-sibling="${first}"]`).click();
  await page.waitForURL(`**/chats/${first}`);
  await untilShown(page.locator('[data-later-chats]').getByText('А тепер не світить зовсім'));
  expect(window.complaints()).toEqual([]);
});

test('§1.2: of a long past the nearest chats are shown, on a phone, too; the rest when asked for', async () => {
  const { pool } = stage.api.database;
  const mariia = stage.client('Марія', 'Гончар');
  const window = await stage.window('olena', '/', { width: 390, height: 844 });
  const { page } = window;
  mariia.says('Перше запитання');
  await window.open('Марія Гончар');
  const first = numberIn(window);
  await finish(first);
  await pool.query(
    `insert into chat (client_id, page_id, status, finished_at) select client_id, page_id, 'finished', now()
     from chat, generate_series(1, 14) where number = $1`,
    [first],
  );
  mariia.says('Знову я');
  await page.goto('/');
  await window.open('Марія Гончар');
  await untilShown(window.bubble('Знову я'));
  await expect.poll(() => page.locator('[data-past]').count()).toBe(10);
  await page.locator('[data-past-rest]').click();
  await untilShown(page.locator(`[data-past="${first}"]`));
  await expect.poll(() => page.locator('[data-past]').count()).toBe(15);
  expect(await page.locator('[data-past-rest]').count()).toBe(0);
  await page.locator(`[data-past="${first}"]`).getByRole('button').click();
  await untilShown(window.bubble('Перше запитання'));
  expect(await faults(window)).toEqual([]);
  expect(await sideways(page)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});
