import { afterAll, beforeAll, expect, test } from 'vitest';
import { inNoHurry } from '../support/finishing.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const focused = ({ page }: Window) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName);

async function taken(window: Window, name: string): Promise<void> {
  await window.open(name);
  await window.page.locator('[data-take]').click();
  await untilShown(window.page.locator('[data-entry=joined]'));
}

test('§1.4: one press finishes, the next client is there, and the finish is undone', async () => {
  const anna = stage.client('Анна', 'Перша');
  const borys = stage.client('Борис', 'Другий');
  anna.says('Дякую, все ясно');
  borys.says('А коли доставка?');
  const olena = await stage.window('olena');
  const { page } = olena;
  await inNoHurry(olena.page);
  await taken(olena, 'Борис Другий');
  await taken(olena, 'Анна Перша');
  await expect.poll(() => focused(olena)).toBe('Текст відповіді');
  await olena.answer('Гарного дня!');
  await olena.untilState('Гарного дня!', 'sent', 'delivered');
  await page.locator('[data-finish]').click();
  await untilShown(page.locator('.talk-head').getByText('Борис Другий'));
  expect(await page.locator('[data-confirm]').count()).toBe(0);
  await expect.poll(() => focused(olena)).toBe('Текст відповіді');
  await untilGone(olena.row('Анна Перша'));

  await page.locator('[data-undo-finish]').click();
  await untilShown(page.locator('.talk-head').getByText('Анна Перша'));
  await untilShown(page.locator('[data-entry=kept_open]'));
  await untilShown(olena.row('Анна Перша'));
  await untilGone(page.locator('[data-undo-finish]'));
  expect(olena.complaints()).toEqual([]);
});

test('§1.4: who waits for a reply is mentioned before; the tab is closed and undone in another one', async () => {
  const vira = stage.client('Віра', 'Третя');
  vira.says('Ви тут?');
  const olena = await stage.window('olena');
  await inNoHurry(olena.page);
  await taken(olena, 'Віра Третя');
  await olena.page.locator('[data-finish]').click();
  await untilShown(olena.page.getByText('Клієнт чекає на відповідь.'));
  await olena.page.locator('[data-confirm]').click();
  await untilShown(olena.page.locator('[data-ending]'));
  await olena.close();

  const again = await stage.window('olena');
  await again.page.locator('[data-ending]').filter({ hasText: 'Віра Третя' }).locator('[data-undo-finish]').click();
  await untilShown(again.page.locator('[data-entry=kept_open]'));
  await again.page.locator('[data-finish]').click();
  await again.page.locator('[data-confirm]').click();
  await untilShown(again.page.locator('[data-ending]'));
  const { number } = await chatOf('Віра');
  await again.close();
  await expect.poll(async () => (await chatOf('Віра')).status).toBe('finished');
  const { rows } = await stage.api.database.pool.query(
    `select count(*)::int as n from timeline t join chat c on c.id = t.chat_id
     where c.number = $1 and kind = 'finished'`,
    [number],
  );
  expect(rows[0]?.n).toBe(1);
});

test('§1.4: a word of the client keeps the chat, and a reply is sent and the chat finished in one go', async () => {
  const hanna = stage.client('Ганна', 'Четверта');
  hanna.says('Чи є лампа?');
  const olena = await stage.window('olena');
  const { page } = olena;
  await taken(olena, 'Ганна Четверта');
  await page.locator('[data-composer]').fill('Є, чекаємо на вас.');
  await page.locator('[data-send-more]').click();
  await page.locator('[data-send-finish]').click();
  await untilShown(page.locator('[data-ending]').filter({ hasText: 'Ганна Четверта' }));
  await expect.poll(() => hanna.received()).toEqual(['Є, чекаємо на вас.']);
  hanna.says('А завтра?');
  await olena.open('Ганна Четверта');
  await untilShown(page.locator('[data-entry=kept_open]').getByText('клієнт написав'));
  await untilShown(olena.bubble('А завтра?'));
  await page.locator('[data-composer]').fill('І завтра також.');
  await page.locator('[data-send-more]').click();
  await page.locator('[data-send-next]').click();
  await expect.poll(() => hanna.received().length).toBe(2);
  await expect.poll(() => page.locator('.talk-head').getByText('Ганна Четверта').count()).toBe(0);
  expect(olena.complaints()).toEqual([]);
});

test('§2.2: what stands beside Take does not move under the pointer when it goes', async () => {
  stage.client('Даша', 'П’ята').says('Алло');
  const olena = await stage.window('olena');
  await stage.settled();
  await olena.open('Даша П’ята');
  const take = await olena.page.locator('[data-take]').boundingBox();
  const [x, y] = [(take?.x ?? 0) + (take?.width ?? 0) / 2, (take?.y ?? 0) + (take?.height ?? 0) / 2];
  await olena.page.mouse.click(x, y);
  await untilGone(olena.page.locator('[data-take]'));
  await olena.page.mouse.click(x, y);
  await untilShown(olena.page.locator('[data-entry=joined]'));
  expect(await olena.page.locator('[role=menu]').count()).toBe(0);
});

async function chatOf(firstName: string): Promise<{ number: number; status: string }> {
  const { rows } = await stage.api.database.pool.query<{ number: number; status: string }>(
    `select c.number, c.status from chat c join client on client.id = c.client_id where first_name = $1
     order by c.number desc limit 1`,
    [firstName],
  );
  return rows[0] ?? { number: 0, status: '' };
}
