import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyKind } from '#test/integration/support/kinds/every-kind.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { deliver, postSigned } from '#test/integration/support/webhook.ts';
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
  await stage.meta.idle();
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
  const bubbles = await bubblesOf(window);
  expect(bubbles).toHaveLength(32);
  expect(bubbles.filter((words) => words === '')).toEqual([]);
  expect(SHOWN.filter((words) => !bubbles.some((bubble) => words.test(bubble)))).toEqual([]);
  expect(await faults(window)).toEqual([]);
  await page.close();

  await (await logIn(stage.api, 'iryna')).put('/api/me', { language: 'en' });
  const phone = await stage.window('iryna', '/', { width: 390, theme: 'dark', language: 'en', ...TALL });
  await phone.open('Перша Усяка');
  await untilShown(phone.page.locator('.log [data-attachment=call_missed]'));
  const english = await bubblesOf(phone);
  expect(english.filter((words) => words === '')).toEqual([]);
  expect(english.join('\n')).toContain('The client came by an advertisement');
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
