import { afterAll, beforeAll, expect, test } from 'vitest';
import { sideways } from './support/sideways.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown, type Window } from './support/window.ts';

let stage: Stage;
const NAMES = ['Алла Перша', 'Борис Другий', 'Віктор Третій'];

beforeAll(async () => {
  stage = await openStage();
  for (const name of NAMES) {
    const [first = '', last = ''] = name.split(' ');
    stage.client(first, last).says(`Вітаю, я ${first}`);
    await stage.meta.idle();
  }
});
afterAll(() => stage.close());

test('F49: the language changes at once, everywhere, and stays; nothing is left untranslated', async () => {
  const window = await stage.window('iryna');
  const { page } = window;
  await window.open('Алла Перша');
  await page.getByRole('button', { name: 'English' }).click();
  await untilShown(page.getByRole('link', { name: 'Inbox' }));
  await untilShown(page.getByPlaceholder('Write an answer'));
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

test('an auditor reads every chat and can change none', async () => {
  const window = await stage.window('dmytro');
  await window.open('Борис Другий');
  await untilShown(window.page.getByText('Лише перегляд.'));
  for (const act of ['[data-composer]', '[data-take]', '[data-finish]', 'button[data-status]'])
    expect(await window.page.locator(act).count()).toBe(0);
  await window.page.locator('[data-more]').click();
  await untilShown(window.page.locator('[role=menu]'));
  expect(await window.page.locator('[data-add], [data-leave]').count()).toBe(0);
  expect(window.complaints()).toEqual([]);
});

test('an operator without access to the page sees neither its chats nor that there are any', async () => {
  const olena = await stage.window('olena');
  await olena.open('Віктор Третій');
  const path = new URL(olena.page.url()).pathname;
  const taras = await stage.window('taras', path);
  await untilShown(taras.page.getByText('вам не видно'));
  await untilShown(taras.page.getByText('Усім відповіли'));
  expect(await taras.page.getByText('Віктор Третій').count()).toBe(0);
  await taras.page.goto('/chats/999999');
  await untilShown(taras.page.getByText('Чат № 999999 вам не видно'));
  expect(taras.complaints(/status of 404/)).toEqual([]);
});

test('the whole way by keyboard: j, k and arrows, Enter, F6, Escape, Ctrl+Enter', async () => {
  const { page, ...window } = await stage.window('olena');
  await untilShown(window.row('Алла Перша'));
  const focusedRow = () =>
    page.evaluate(() => document.activeElement?.closest('[data-chat]')?.querySelector('.row-name')?.textContent ?? '');
  const rows = await page.locator('[data-chat] .row-name').allTextContents();
  await page.keyboard.press('j');
  expect(await focusedRow()).toBe(rows[0]);
  await page.keyboard.press('ArrowDown');
  expect(await focusedRow()).toBe(rows[1]);
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  expect(await focusedRow()).toBe(rows[1]);
  await page.keyboard.press('Enter');
  await untilShown(page.locator('.talk-head').getByText(rows[1] ?? ''));
  await untilShown(page.locator('.log [data-message]'));
  const focusIsIn = (selector: string) =>
    page.evaluate((inside) => document.activeElement?.closest(inside) !== null, selector);
  await page.keyboard.press('F6');
  expect(await focusIsIn('.log')).toBe(true);
  await page.keyboard.press('F6');
  expect(await focusIsIn('[data-composer]')).toBe(true);
  await page.keyboard.press('F6');
  expect(await focusIsIn('.context')).toBe(true);
  await page.keyboard.press('Escape');
  expect(await focusIsIn('[data-composer]')).toBe(true);
  await page.keyboard.type('Відповідь без миші');
  await page.keyboard.press('Control+Enter');
  await window.untilState('Відповідь без миші', 'sent', 'delivered');
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
        await page.setViewportSize({ width, height: 800 });
        expect([language, status, width, ...(await sideways(page))]).toEqual([language, status, width]);
      }
    }
  }
});

/** What clients, forms and other programs send, each with the words that have to be readable. */
const SENT: [id: string, event: Record<string, unknown>, shown: RegExp][] = [
  [
    'V1',
    {
      attachments: [
        { type: 'template', payload: { product: { elements: [{ title: 'Чоботи зимові', subtitle: '1 200 ₴' }] } } },
      ],
      text: 'є в наявності?',
    },
    /Чоботи зимові.*1 200 ₴.*є в наявності/s,
  ],
  [
    'V2',
    { attachments: [{ type: 'fallback', title: 'Телевізор 80 см', url: 'https://shop.example/tv32', payload: null }] },
    /Телевізор 80 см/,
  ],
  [
    'V3',
    { attachments: [{ type: 'location', title: 'Pinned', payload: { coordinates: { lat: 50.45, long: 30.52 } } }] },
    /50\.45, 30\.52/,
  ],
  ['V5', { is_unsupported: true }, /такого виду тут не показати/],
  ['V5', { is_deleted: true }, /відкликав це повідомлення/],
];

test('V1–V5, N1, B1: what was sent can be read in the chat, and nothing is an empty bubble', async () => {
  const { facebookId } = stage.api.pages.dim;
  const talk = stage.client('Галина', 'Показова');
  talk.says('добрий день');
  const psid = stage.meta.thread({ client: talk.id, page: facebookId }).psid;
  const tell = (fields: Record<string, unknown>) =>
    stage.meta.sendEvent(facebookId, {
      sender: { id: psid },
      recipient: { id: facebookId },
      timestamp: Date.now(),
      ...fields,
    });
  for (const [index, [, message]] of SENT.entries()) tell({ message: { mid: `m_shown_${index}`, ...message } });
  tell({
    referral: { source: 'ADS', type: 'LEAD_COMPLETE', ad_id: '60' },
    lead: { data: [{ question: 'Телефон', answer: '+380671234567' }] },
  });
  const attachments = [
    {
      type: 'template',
      title: '',
      url: 'https://www.facebook.com/x',
      payload: { template_type: 'button', text: 'Оберіть розмір', buttons: [{ type: 'postback', title: '42' }] },
    },
  ];
  stage.meta.sendEvent(facebookId, {
    sender: { id: facebookId },
    recipient: { id: psid },
    timestamp: Date.now() + 1_000,
    message: { mid: 'm_of_a_bot', is_echo: true, app_id: 1517776481860111, attachments },
  });
  await stage.meta.idle();
  const window = await stage.window('olena');
  await window.open('Галина Показова');
  const bubbles = window.page.locator('[data-message]');
  for (const [id, , shown] of SENT) await untilShown(bubbles.filter({ hasText: shown }).describe(id));
  await untilShown(bubbles.filter({ hasText: /Відповіді з форми.*Телефон: \+380671234567/s }));
  await untilShown(window.page.locator('[data-keep=phone]'));
  await untilShown(bubbles.filter({ hasText: 'Оберіть розмір' }).locator('.file-buttons').getByText('42'));
  await untilShown(window.page.locator('.author').getByText('Інша програма'));
  expect(await window.page.getByRole('link', { name: 'Телевізор 80 см' }).getAttribute('href')).toBe(
    'https://shop.example/tv32',
  );
  expect(await window.page.getByRole('link', { name: 'Pinned' }).getAttribute('href')).toContain(
    'mlat=50.45&mlon=30.52',
  );
  const texts = await bubbles.allInnerTexts();
  expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

/** Words of our own on the screen (or read aloud) that match; names and what people wrote are nobody's to translate. */
function foreignWords({ page }: Window, script: RegExp): Promise<string[]> {
  const theirs =
    '.ava, .said > .sr, .row-name, .row-last, .row-page, .row-wait, .talk-title, .who-card, [data-message], .people, .author, [lang=uk], .crumbs, .table b, .table th, .table td, [data-account], .who, .list-title';
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
