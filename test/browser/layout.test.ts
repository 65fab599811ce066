import { expect, test } from 'vitest';
import { atRest, resize } from './support/rest.ts';
import { sideways } from './support/sideways.ts';
import { untilGone, untilShown, type Window } from './support/window.ts';
import { stage, setUpReading } from './support/reading.ts';

setUpReading();

/** Names, and what people wrote: nobody's to translate. */
const THEIRS = [
  '.ava',
  '.said > .sr',
  '.row-name',
  '.row-last',
  '.row-page',
  '.row-wait',
  '.talk-title',
  '.who-card',
  '[data-message]',
  '.people',
  '.author',
  '[lang=uk]',
  '.crumbs',
  '.table b',
  '.table th',
  '.table td',
  '[data-account]',
  '.who',
  '.list-title',
];

/** Words of our own on the screen (or read aloud) that match. */
function foreignWords({ page }: Window, script: RegExp): Promise<string[]> {
  const theirs = THEIRS.join(', ');
  return page.evaluate(
    ([skip, pattern]) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (new RegExp(pattern).test(node.textContent ?? '') && !node.parentElement?.closest(skip))
          found.push(node.textContent ?? '');
      return found;
    },
    [theirs, script.source] as const,
  );
}

async function rawKeys({ page }: Window): Promise<string[]> {
  return (await page.locator('body').innerText()).match(/\b[a-z]+(_[a-z]+)+\b/g) ?? [];
}

test('F49: the language changes at once, everywhere, and stays; nothing is left untranslated', async () => {
  const window = await stage.window('iryna');
  const { page } = window;
  await window.open('Алла Перша');
  await page.getByRole('button', { name: 'English' }).click();
  await untilShown(page.getByRole('link', { name: 'Inbox' }));
  await untilShown(page.getByPlaceholder('Write a reply'));
  await page.reload();
  for (const path of [null, '/me', '/settings/pages', '/settings/employees']) {
    if (path) await page.goto(path);
    await untilShown(page.locator('.talk-head, .page-head'));
    expect(await foreignWords(window, /[\u0400-\u04FF]/)).toEqual([]);
    expect(await rawKeys(window)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Українська' }).first().click();
  await untilShown(page.locator('h1').getByText('Співробітники'));
  expect(await rawKeys(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('on a phone: the list, a chat, an answer, and back', async () => {
  const { page, ...window } = await stage.window('olena', '/', { width: 390, height: 844 });
  await window.open('Віктор Третій');
  await untilGone(page.locator('.list'));
  await window.answer('Пишу з телефона');
  await window.untilState('Пишу з телефона', 'sent', 'delivered');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.getByRole('link', { name: 'До всіх чатів' }).click();
  await untilShown(page.locator('.list'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  expect(window.complaints()).toEqual([]);
});

test('X1: whatever the status and the language, nothing stands out of its pane at any width', async () => {
  const { pool } = stage.api.database;
  const { rows } = await pool.query<{ number: number }>('select min(number) as number from chat');
  const path = `/chats/${rows[0]?.number}`;
  for (const language of ['uk', 'en'] as const) {
    await pool.query(`update employee set language = $1 where id = $2`, [language, stage.marko.id]);
    const { page } = await stage.window(stage.marko, path, { language });
    for (const status of ['new', 'in_progress', 'answered', 'finished']) {
      await pool.query('update chat set status = $1 where number = $2', [status, path.split('/').at(-1)]);
      await page.reload();
      await untilShown(page.locator(`.talk-head [data-status=${status}]`));
      for (const width of [360, 1280, 1366, 1440, 1600]) {
        await resize(page, width, 800);
        const found = await atRest(page, () => sideways(page));
        expect([language, status, width, ...found]).toEqual([language, status, width]);
      }
    }
  }
});
