import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '#test/browser/support/axe.ts';
import { addOperator } from '#test/browser/support/operator.ts';
import { openStage, type Stage, type Talk } from '#test/browser/support/stage.ts';
import { untilShown, type Window } from '#test/browser/support/window.ts';
import { until } from '#test/integration/support/until.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface Called {
  /** Pitches of the notes, in their order. */
  notes: number[];
  shown: { title: string; body: string }[];
}

/**
 * The browser's own sounds, written down as they are made, and the notifications it is asked for: without a screen it
 * refuses those, whatever it is granted.
 */
function record(): void {
  const called: Called = { notes: [], shown: [] };
  Object.assign(window, { called });
  const RealContext = AudioContext;
  window.AudioContext = class extends RealContext {
    override createOscillator() {
      const note = super.createOscillator();
      queueMicrotask(() => called.notes.push(note.frequency.value));
      return note;
    }
  };
  class Shown {
    static permission: NotificationPermission = 'default';
    static async requestPermission() {
      localStorage.setItem('allowed', 'yes');
      return (Shown.permission = 'granted');
    }
    constructor(title: string, options: NotificationOptions = {}) {
      called.shown.push({ title, body: options.body ?? '' });
    }
    close() {}
  }
  if (localStorage.getItem('allowed')) Shown.permission = 'granted';
  Object.assign(window, { Notification: Shown });
}

const calledIn = (page: Page) => page.evaluate(() => (window as unknown as { called: Called }).called);

/** A desk that nobody looks at, in a browser that may show notifications: it was asked by a press. */
async function openAway(who: Parameters<Stage['window']>[0]): Promise<Window> {
  const opened = await stage.window(who);
  await opened.context.addInitScript(record);
  await opened.context.addInitScript(() => (document.hasFocus = () => false));
  await opened.page.goto('/me#alerts');
  await opened.page.reload();
  await opened.page.locator('[data-allow]').click();
  await untilShown(opened.page.getByText('Дозволено в цьому браузері.'));
  await opened.page.goto('/');
  await untilLive(opened.page);
  return opened;
}

async function untilLive(page: Page): Promise<void> {
  await untilShown(page.locator('[data-on-shift=online]'));
  await page.locator('[data-connection=open]').first().waitFor({ state: 'attached' });
}

async function untilCalled(page: Page, notes: number[], title?: string): Promise<Called> {
  return until('the call', async () => {
    const called = await calledIn(page);
    const isShown = title === undefined || called.shown.some((one) => one.title === title);
    const isHeard = notes.every((note, n) => called.notes.at(n - notes.length) === note);
    return isShown && isHeard ? called : null;
  });
}

/** A client whose name is here: where it takes Meta long, a notification goes without. */
async function known(firstName: string, lastName: string): Promise<Talk> {
  const client = stage.client(firstName, lastName);
  client.says('Вітаю');
  await stage.settled();
  return client;
}

/** What was chosen is with the server: who opens the desk elsewhere finds it. */
const untilKept = (employeeId: string, says: string) =>
  until('it is kept', async () => {
    const kept = `select 1 from alert_choice where employee_id = $1 and ${says}`;
    return (await stage.api.database.pool.query(kept, [employeeId])).rowCount === 1;
  });

test('§1.3: a chat of nobody and one of mine sound different, and show the client’s name and no more', async () => {
  const client = await known('Марта', 'Сич');
  const { page, open, answer, complaints } = await openAway('olena');
  client.says('Добрий день');
  const first = await untilCalled(page, [659], 'Марта Сич');
  expect(first.shown.at(-1)).toEqual({ title: 'Марта Сич', body: 'Нове повідомлення' });
  const icon = () => page.locator('link[rel=icon]').getAttribute('href');
  expect(await icon()).toContain('favicon.svg');
  await open('Марта Сич');
  await answer('Вітаю!');
  await until('it arrived', () => client.received().includes('Вітаю!'));
  await page.goto('/');
  await untilLive(page);
  client.says('Дякую');
  await untilCalled(page, [659, 880], 'Марта Сич');
  await until('the mark in the tab', async () => (await icon())?.includes('favicon-waiting.svg'));
  await expect.poll(() => page.title()).toMatch(/^\(1\) /);
  expect(complaints()).toEqual([]);
});

test('§1.3: one tab of a browser speaks for all', async () => {
  const [tamara, vira] = [await known('Тамара', 'Луць'), await known('Віра', 'Мазур')];
  const { page, context } = await openAway(stage.marko);
  const second = await context.newPage();
  await second.goto('/');
  await untilLive(second);
  tamara.says('Добрий день');
  await untilCalled(second, [659], 'Тамара Луць');
  expect((await calledIn(page)).notes).toEqual([]);
  await second.close();
  vira.says('Добрий день');
  await untilCalled(page, [659], 'Віра Мазур');
});

test('§1.3: the bell tells what happened while away, and what was read stays read in every browser', async () => {
  const olena = await openAway('olena');
  const client = stage.client('Юлія', 'Гай');
  await olena.page.getByRole('switch', { name: /^На зміні/ }).click();
  await untilShown(olena.page.locator('[data-on-shift=on_break]'));
  client.says('Чи є ліжко?');
  const marko = await stage.window(stage.marko);
  await marko.open('Юлія Гай');
  const number = Number(marko.page.url().split('/').at(-1));
  const { id } = stage.api.people.olena;
  await addOperator(marko, number, id);
  client.says('Ви тут?');
  await untilShown(olena.page.locator('[data-bell="2"]'));
  expect((await calledIn(olena.page)).notes).toEqual([]);
  await olena.page.locator('[data-bell]').click();
  await untilShown(olena.page.locator('[data-alert=added]').getByText('Вас додано до чату: Марко Гнатюк'));
  await untilShown(olena.page.locator('[data-alert=wrote]').getByText('Поки вас не було: 2 повідомлення'));
  expect(await faults(olena)).toEqual([]);
  await olena.page.locator('[data-alert=added]').click();
  await untilShown(olena.page.locator(`[data-open-chat="${number}"]`));
  // Read is what was opened; the rest is new in every browser, also after the first choice of one's own.
  await untilShown(olena.page.locator('[data-bell="1"]'));
  await olena.page.goto('/me#alerts');
  await olena.page.locator('[data-shows=words]').click();
  await untilShown(olena.page.locator('[data-shows=words][aria-pressed=true]'));
  await untilKept(id, `choice ->> 'shows' = 'words'`);
  const other = await stage.window('olena');
  await untilShown(other.page.locator('[data-bell="1"]'));
  await other.page.locator('[data-bell]').click();
  await untilShown(other.page.locator('[data-alert=added]'));
  await expect.poll(() => other.page.locator('.bell-item--new[data-alert=wrote]').count()).toBe(1);
  await expect.poll(() => other.page.locator('.bell-item--new').count()).toBe(1);
});

test('§1.3: what one hears is one’s own choice, kept for every browser; in quiet hours nothing is heard', async () => {
  const { page, complaints } = await openAway(stage.marko);
  await page.goto('/me#alerts');
  await untilLive(page);
  await page.locator('[data-alert-on="sound nobody"]').uncheck();
  await page.locator('[data-shows=nothing]').click();
  await untilShown(page.locator('[data-shows=nothing][aria-pressed=true]'));
  await untilKept(stage.marko.id, `choice ->> 'shows' = 'nothing'`);
  const other = await openAway(stage.marko);
  await other.page.goto('/me#alerts');
  await untilShown(other.page.locator('[data-shows=nothing][aria-pressed=true]'));
  expect(await other.page.locator('[data-alert-on="sound nobody"]').isChecked()).toBe(false);
  await other.close();
  stage.client('Леся', 'Рибак').says('Добрий день');
  await untilCalled(page, [], 'Розмова');
  expect((await calledIn(page)).notes).toEqual([]);

  await page.locator('[data-alert-on="sound nobody"]').check();
  await page.locator('[data-quiet-switch]').click();
  await page.locator('[data-quiet=from]').fill('00:00');
  await page.locator('[data-quiet=to]').fill('23:59');
  await page.locator('[data-quiet=to]').blur();
  await untilKept(stage.marko.id, `choice #>> '{quiet,to}' = '23:59'`);
  await page.goto('/');
  await untilLive(page);
  stage.client('Алла', 'Коза').says('Є хтось?');
  await untilShown(page.locator('[data-chat]').filter({ hasText: 'Алла Коза' }));
  // What is heard at all is heard before the list of what happened is asked for anew.
  await page.locator('[data-bell]').click();
  await untilShown(page.locator('[data-alert-choice]'));
  expect(await calledIn(page)).toEqual({ notes: [], shown: [] });
  expect(complaints()).toEqual([]);
});
