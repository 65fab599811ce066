import { afterAll, beforeAll, expect, test } from 'vitest';
import { runApi } from '#api/process/run-api.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

const QUARTER_MS = 15 * 60_000;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('F39: an answer that cannot be delivered says why, and goes out when it is sent again', async () => {
  const vira = stage.client('Віра', 'Шевченко');
  const { page, ...olena } = await stage.window('olena');
  vira.says('Добрий вечір');
  await olena.open('Віра Шевченко');
  vira.blocks(true);
  await olena.answer('Добрий вечір, слухаю вас');
  await olena.untilState('Добрий вечір, слухаю вас', 'failed');
  await untilShown(page.getByText('Не надіслано: Facebook відповів «людина зараз недоступна» (551/1545041)'));
  await untilShown(olena.row('Віра Шевченко').getByText('Не надіслано: Facebook відповів «людина зараз недоступна»'));
  vira.blocks(false);
  await page.locator('[data-retry]').click();
  await olena.untilState('Добрий вечір, слухаю вас', 'sent', 'delivered');
  expect(vira.received()).toEqual(['Добрий вечір, слухаю вас']);
  expect(await page.locator('.ev--out [data-message]').count()).toBe(1);
  expect(olena.complaints()).toEqual([]);
});

test('X14: when the connection dies after the request left, nobody knows, it is said, until the echo', async () => {
  const ihor = stage.client('Ігор', 'Бондар');
  const olena = await stage.window('olena');
  ihor.says('Чи можна оплатити карткою?');
  await olena.open('Ігор Бондар');
  // Until it was looked at neither the echo comes nor does Facebook say what the conversation holds.
  stage.meta.setSwitches({ echo: { mode: 'never' } });
  stage.meta.setFaults([
    { kind: 'cut', times: 1 },
    { kind: 'status500', on: 'conversations' },
  ]);
  await olena.answer('Так, звичайно');
  await olena.untilState('Так, звичайно', 'unknown');
  await untilShown(olena.page.getByText('Невідомо, чи дійшло: Facebook не підтвердив'));
  echo(ihor.id);
  await olena.untilState('Так, звичайно', 'sent', 'delivered');
  expect(ihor.received()).toEqual(['Так, звичайно']);
  stage.meta.setSwitches({});
  stage.meta.setFaults([]);
  expect(olena.complaints()).toEqual([]);
});

/** Of the last word of the page to this client. */
function echo(client: string): void {
  const { facebookId } = stage.api.pages.dim;
  const { psid, messages } = stage.meta.thread({ client, page: facebookId });
  const { mid, text, metadata, at: timestamp } = messages.at(-1) ?? { mid: '' };
  const message = { mid, text, metadata, is_echo: true };
  stage.meta.sendEvent(facebookId, { sender: { id: facebookId }, recipient: { id: psid }, timestamp, message });
}

test('a window that closes takes the composer with it and says why', async () => {
  const { id } = stage.client('Лідія', 'Ткач');
  const almostADayAgo = Date.now() - 24 * 3_600_000 + QUARTER_MS;
  stage.meta.sendMessage({
    client: id,
    page: stage.api.pages.dim.facebookId,
    text: 'Є хтось?',
    timestamp: almostADayAgo,
  });
  const olena = await stage.window('olena', '/me');
  await olena.page.clock.install();
  await olena.page.goto('/');
  await olena.open('Лідія Ткач');
  await untilShown(olena.page.locator('[data-composer]'));
  await olena.page.clock.fastForward(QUARTER_MS);
  await untilShown(olena.page.getByText('Відповісти вже не можна.'));
  await untilGone(olena.page.locator('[data-composer]'));
  expect(olena.complaints()).toEqual([]);
});

test('without a connection one goes on writing; all is delivered once, in order, when the server is back', async () => {
  const first = await runApi({ ...stage.api.settings, port: 0 });
  const zoya = stage.client('Зоя', 'Кравець');
  const { page, ...olena } = await stage.window('olena', '/', { url: `http://127.0.0.1:${first.port}` });
  zoya.says('Чекаю на відповідь');
  await olena.open('Зоя Кравець');
  await first.stop();
  await untilShown(page.getByText('Немає зв’язку з'));
  await olena.answer('Перше без зв’язку');
  await olena.answer('Друге без зв’язку');
  await untilShown(page.getByText('Надішлемо, щойно з’явиться зв’язок'));
  expect(zoya.received()).toEqual([]);

  const second = await runApi({ ...stage.api.settings, port: first.port });
  await untilGone(page.getByText('Немає зв’язку з'));
  await olena.untilState('Друге без зв’язку', 'sent', 'delivered');
  await olena.untilState('Перше без зв’язку', 'sent', 'delivered');
  expect(zoya.received()).toEqual(['Перше без зв’язку', 'Друге без зв’язку']);
  expect(await page.locator('.ev--out [data-message]').count()).toBe(2);
  expect(
    olena.complaints(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/),
  ).toEqual([]);
  await olena.close();
  await second.stop();
});
