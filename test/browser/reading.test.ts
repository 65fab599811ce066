import { expect, test } from 'vitest';
import { untilFocusIn } from './keys/keyboard.ts';
import type { Talk } from './support/stage.ts';
import { untilShown, type Window } from './support/window.ts';
import { stage, setUpReading } from './support/reading.ts';

setUpReading();

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
  await untilShown(taras.page.getByText('недоступний'));
  await untilShown(taras.page.getByText('Усім відповіли'));
  expect(await taras.page.getByText('Віктор Третій').count()).toBe(0);
  await taras.page.goto('/chats/999999');
  await untilShown(taras.page.getByText('Чат № 999999 недоступний'));
  expect(taras.complaints(/status of 404/)).toEqual([]);
});

test('the whole way by keyboard: j, k and arrows, Enter, F6, Escape, Ctrl+Enter', async () => {
  const { page, ...window } = await stage.window('olena');
  await untilShown(window.row('Алла Перша'));
  const focusedRow = () =>
    page.evaluate(() => document.activeElement?.closest('[data-chat]')?.querySelector('.row-name')?.textContent ?? '');
  const rows = await page.locator('[data-chat] .row-name').allTextContents();
  await page.keyboard.press('j');
  await expect.poll(() => focusedRow()).toBe(rows[0]);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focusedRow()).toBe(rows[1]);
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect.poll(() => focusedRow()).toBe(rows[1]);
  await page.keyboard.press('Enter');
  await untilShown(page.locator('.talk-head').getByText(rows[1] ?? ''));
  await untilShown(page.locator('.log [data-message]'));
  // What was opened by keyboard is read next.
  await untilFocusIn(page, '.log');
  await page.keyboard.press('F6');
  await untilFocusIn(page, '[data-composer]');
  await page.keyboard.press('F6');
  await untilFocusIn(page, '.context');
  await page.keyboard.press('Escape');
  await untilFocusIn(page, '[data-composer]');
  await page.keyboard.type('Відповідь без миші');
  await page.keyboard.press('Control+Enter');
  await window.untilState('Відповідь без миші', 'sent', 'delivered');
  expect(window.complaints()).toEqual([]);
});

test('V1–V5, N1, B1: what was sent can be read in the chat, and nothing is an empty bubble', async () => {
  sendAll(stage.client('Галина', 'Показова'));
  await stage.settled();
  const window = await stage.window('olena');
  await window.open('Галина Показова');
  const bubbles = window.page.locator('[data-message]');
  for (const [id, , shown] of SENT) await untilShown(bubbles.filter({ hasText: shown }).describe(id));
  await untilShown(bubbles.filter({ hasText: /Відповіді з форми.*Телефон: \+380671234567/s }));
  await untilShown(window.page.locator('[data-keep=phone]'));
  await untilShown(bubbles.filter({ hasText: 'Оберіть розмір' }).locator('.file-buttons').getByText('42'));
  await untilShown(window.page.locator('.author').getByText('Інша програма'));
  expect(await hrefOf(window, 'Телевізор 80 см')).toBe('https://shop.example/tv32');
  expect(await hrefOf(window, 'Pinned')).toContain('mlat=50.45&mlon=30.52');
  const texts = await bubbles.allInnerTexts();
  expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

const hrefOf = ({ page }: Window, name: string) => page.getByRole('link', { name }).getAttribute('href');

/** A word of theirs, all of the above, a form behind an advertisement, and what another program answered. */
function sendAll(talk: Talk): void {
  const { facebookId } = stage.api.pages.dim;
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
}
