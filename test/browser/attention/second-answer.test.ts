import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage, type Talk } from '#test/browser/support/stage.ts';
import { untilGone, untilShown, type Window } from '#test/browser/support/window.ts';
import { until } from '#test/integration/support/until.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const field = ({ page }: Pick<Window, 'page'>) => page.locator('[data-composer]');
const warning = ({ page }: Pick<Window, 'page'>) => page.locator('[data-answered-meanwhile]');

async function openBoth(name: string): Promise<{ client: Talk; olena: Window; marko: Window }> {
  const client = stage.client(name);
  client.says('Чи є торшер?');
  const [olena, marko] = [await stage.window('olena'), await stage.window(stage.marko)];
  await olena.open(name);
  await marko.open(name);
  return { client, olena, marko };
}

test('§1.13: a second answer is held with a choice: it is looked at again, or sent all the same', async () => {
  const { client, olena, marko } = await openBoth('Ярина');
  await field(olena).pressSequentially('Так, є білий');
  await marko.answer('Є чорний і білий');
  await untilShown(olena.bubble('Є чорний і білий'));
  await olena.page.locator('[data-send]').click();
  await untilShown(warning(olena).getByText('Поки ви писали, клієнту відповіли: Марко Гнатюк'));
  expect(client.received()).not.toContain('Так, є білий');

  await olena.page.locator('[data-review]').click();
  await untilGone(warning(olena));
  await until('the text is back', async () => (await field(olena).inputValue()) === 'Так, є білий');
  await field(olena).fill('Білий є і в Одесі');
  await olena.page.locator('[data-send]').click();
  await until('the client has it', () => client.received().includes('Білий є і в Одесі'));

  await field(marko).pressSequentially('Ще є сірий');
  await olena.answer('Доставка завтра');
  await untilShown(marko.bubble('Доставка завтра'));
  await field(marko).press('Control+Enter');
  await untilShown(warning(marko));
  await marko.page.locator('[data-send-anyway]').click();
  await untilGone(warning(marko));
  await until('the client has both', () => client.received().includes('Ще є сірий'));
});

test('§1.13: of two answers sent at one moment the client gets one, and the other is asked about', async () => {
  const { client, olena, marko } = await openBoth('Зоряна');
  await field(olena).fill('Відповідь Олени');
  await field(marko).fill('Відповідь Марка');
  await Promise.all([field(olena).press('Control+Enter'), field(marko).press('Control+Enter')]);
  const late = await Promise.race([
    warning(olena)
      .waitFor()
      .then(() => olena),
    warning(marko)
      .waitFor()
      .then(() => marko),
  ]);
  await until('one arrived', () => client.received().some((text) => text.startsWith('Відповідь')));
  expect(client.received().filter((text) => text.startsWith('Відповідь'))).toHaveLength(1);
  await late.page.locator('[data-send-anyway]').click();
  await until('both arrived', () => client.received().filter((text) => text.startsWith('Відповідь')).length === 2);
});

test('§1.13: a draft that lay while a colleague answered is held after a reload, too', async () => {
  const { client, olena, marko } = await openBoth('Лідія');
  await field(olena).pressSequentially('Чернетка');
  await marko.answer('Уже відповіли');
  await until('the client has it', () => client.received().includes('Уже відповіли'));
  await olena.page.reload();
  await untilShown(olena.bubble('Уже відповіли'));
  await olena.page.locator('[data-send]').click();
  await untilShown(warning(olena));
  expect(client.received()).not.toContain('Чернетка');
});
