import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyKind } from '#test/integration/support/kinds/every-kind.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { deliver, fromClient, newMid, postSigned } from '#test/integration/support/webhook.ts';
import { facePng } from '#test/messenger/face.ts';
import { serialise } from '#test/messenger/wire.ts';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** A chat in which one of each kind was told. */
async function heardAll(firstName: string): Promise<void> {
  const { dim } = stage.api.pages;
  const client = stage.client(firstName, 'Усяка');
  const { mid } = client.says('Добрий день');
  await stage.settled();
  const thread = stage.meta.thread({ client: client.id, page: dim.facebookId });
  await deliver(stage.api, dim, everyKind(dim, thread.psid, mid ?? ''));
  const calls = [
    { event: 'connect', from: thread.psid, to: dim.facebookId, call_direction: 'user_initiated' },
    { event: 'terminate', status: 'Completed' },
  ].map((call) => ({ id: `c_${client.id}`, timestamp: Math.floor(Date.now() / 1000), ...call }));
  const entry = [{ id: dim.facebookId, time: Date.now(), calls }];
  await postSigned(stage.api, serialise({ object: 'page', entry }));
}

/** The words of every bubble: the window is as high as the conversation is long, so that all of it is drawn. */
const bubblesOf = ({ page }: Window) =>
  page.locator('.log [data-message]').evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText.trim()));

const SHOWN = [
  /^Натиснуто кнопку\s+так$/u,
  /Добрий день\s+відповідь$/u,
  /Відповідь на вашу історію\s+чудова!/u,
  /Лампи зі знижкою\s+Клієнт прийшов з реклами\s+я з реклами/u,
  /Наліпка/u,
  /Подобається/u,
  /Телевізор/u,
  /Наш ролик/u,
  /Наш допис/u,
  /Згадка у своїй історії/u,
  /Хрещатик/u,
  /Стіл/u,
  /Запис на зустріч/u,
  /hologram/u,
  /Повідомлення такого виду тут не показати/u,
  /відкликав.*\s+На нього ще не відповідали/u,
  /^Натиснуто кнопку\s+Каталог$/u,
  /Клієнт прийшов за посиланням\s+весна/u,
  /Новини магазину\s+Клієнт дозволив писати йому/u,
  /teleportation\s+Подія, якої тут не показати/u,
  /Пропущений дзвінок/u,
  /Оберіть розмір[^]*42/u,
  /77 · 900 UAH[^]*Шафа/u,
  /Лампа «Сова»[^]*Купити/u,
];

const TALL = { height: 5_000 };

test('B02 B36: one of each kind that Messenger tells is drawn as what it is, and none is empty', async () => {
  await heardAll('Перша');
  const window = await stage.window('olena', '/', { width: 1440, ...TALL });
  const { page } = window;
  await window.open('Перша Усяка');
  await untilShown(page.locator('.log [data-attachment=call_missed]'));
  await expect.poll(async () => (await bubblesOf(window)).length).toBe(32);
  const bubbles = await bubblesOf(window);
  expect(bubbles.filter((words) => words === '')).toEqual([]);
  expect(SHOWN.filter((words) => !bubbles.some((bubble) => words.test(bubble)))).toEqual([]);
  expect(await faults(window)).toEqual([]);
  await page.close();

  await (await logIn(stage.api, 'iryna')).put('/api/me', { language: 'en' });
  const phone = await stage.window('iryna', '/', { width: 390, theme: 'dark', language: 'en', ...TALL });
  await phone.open('Перша Усяка');
  await untilShown(phone.page.locator('.log [data-attachment=call_missed]'));
  const english = () => bubblesOf(phone);
  await expect.poll(async () => (await english()).join('\n')).toContain('The client came by an advertisement');
  expect((await english()).filter((words) => words === '')).toEqual([]);
  expect(await faults(phone)).toEqual([]);
  expect(phone.complaints()).toEqual([]);
});

test('B02: an admin opens the event of a message as Meta delivered it; an operator has no way to it', async () => {
  await heardAll('Друга');
  const window = await stage.window('iryna', '/', { width: 1440, ...TALL });
  const { page } = window;
  await window.open('Друга Усяка');
  const unknown = page.locator('.ev').filter({ has: page.locator('[data-attachment=unknown]') });
  await untilShown(unknown);
  await unknown.hover();
  await unknown.locator('[data-raw-event]').click();
  await untilShown(page.locator('[data-event]').getByText('"teleportation"'));
  expect(await faults(window)).toEqual([]);
  await page.keyboard.press('Escape');
  await untilGone(page.locator('[data-event]'));
  expect(window.complaints()).toEqual([]);

  const olena = await stage.window('olena', '/', TALL);
  await olena.open('Друга Усяка');
  await untilShown(olena.page.locator('[data-attachment=unknown]'));
  expect(await olena.page.locator('[data-raw-event]').count()).toBe(0);
});

/** A client sends what has pictures; one of them cannot be had until it is brought back. */
async function sendPictures(): Promise<() => void> {
  const { dim } = stage.api.pages;
  const client = stage.client('Ліна', 'Картинна');
  client.says('Добрий день');
  await stage.settled();
  const { psid } = stage.meta.thread({ client: client.id, page: dim.facebookId });
  const picture = (name: string) =>
    String(stage.meta.addFile({ name, mime: 'image/png', bytes: facePng(name) }).payload?.['url']);
  const said = (message: object) => fromClient(dim, psid, { message: { mid: newMid(), ...message } });
  const attached = (type: string, payload: object) => said({ attachments: [{ type, payload }] });
  const ads_context_data = { ad_title: 'Лампи зі знижкою', photo_url: picture('ad.png') };
  const lost = picture('lost.png');
  const bringBack = stage.meta.forgetUpload(/\/cdn\/(\d+)\//.exec(lost)?.[1] ?? '');
  await deliver(stage.api, dim, [
    attached('sticker', { url: picture('sticker.png'), sticker_id: 126_361_874_215_276 }),
    said({ text: 'я з реклами', referral: { source: 'ADS', type: 'OPEN_THREAD', ad_id: '60', ads_context_data } }),
    said({ text: 'гарна історія', reply_to: { story: { url: picture('story.png'), id: '17' } } }),
    attached('story_mention', { url: picture('mention.png') }),
    attached('template', { product: { elements: [{ id: '1', title: 'Стіл', image_url: picture('table.png') }] } }),
    attached('story_mention', { url: 'https://elsewhere.example/story.png' }),
    attached('sticker', { url: lost, sticker_id: 126_361_874_215_277 }),
  ]);
  return bringBack;
}

test('B02: stickers, ads, stories show pictures that we keep; without one, words, and to fetch it again', async () => {
  const bringBack = await sendPictures();
  const window = await stage.window('olena', '/', { width: 1440, ...TALL });
  const { page } = window;
  await window.open('Ліна Картинна');
  const shown = page.locator('.log [data-message] img');
  await untilShown(shown.nth(4));
  const drawn = () =>
    shown.evaluateAll((all) =>
      all.map((one) => one instanceof HTMLImageElement && one.naturalWidth > 0 && new URL(one.src).pathname),
    );
  await expect
    .poll(async () => (await drawn()).every((path) => String(path).startsWith('/api/attachments/')))
    .toBe(true);
  expect(await page.locator('.log img[data-attachment=sticker]').getAttribute('alt')).toBe('Наліпка');
  const isMention = (bubble: string): boolean => /^Згадка у своїй історії$/u.test(bubble);
  await expect.poll(async () => (await bubblesOf(window)).filter(isMention).length).toBe(2);
  const words = await bubblesOf(window);
  for (const word of [/Лампи зі знижкою/u, /Відповідь на вашу історію\s+гарна/u, /^Згадка у своїй історії$/u, /Стіл/u])
    expect(words).toEqual(expect.arrayContaining([expect.stringMatching(word)]));
  expect(words.filter((bubble) => /^Згадка у своїй історії$/u.test(bubble))).toHaveLength(2);
  await untilShown(page.locator('.log span[data-attachment=sticker] [data-fetch-again]'));
  expect(await faults(window)).toEqual([]);
  bringBack();
  await page.locator('.log [data-fetch-again]').click();
  await untilShown(page.locator('.log img[data-attachment=sticker]').nth(1));
  expect(window.complaints()).toEqual([]);
});
