import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§8 Chat: the pane beside a chat says one moment once, and no status a second time', async () => {
  const client = stage.client('Оксана', 'Дідух');
  client.says('Добрий день!');
  const window = await stage.window('olena', '/', { width: 1440, height: 900 });
  const { page } = window;
  await window.open('Оксана Дідух');
  const facts = page.locator('.context .facts');
  await untilShown(facts.getByText('Створено'));
  const names = async () => (await facts.locator('dt').allInnerTexts()).map((name) => name.trim());
  await expect.poll(names).toEqual(['Створено', 'Вікно відповіді до']);
  // Another moment is another line.
  await stage.api.database.pool.query(`update chat set created_at = created_at - interval '3 hours'`);
  await page.reload();
  await untilShown(facts.getByText('Створено'));
  await expect.poll(names).toEqual(['Створено', 'Останній контакт', 'Вікно відповіді до', 'Чекає з']);
});

test('§8 List: of finished chats the head says how many there are', async () => {
  const client = stage.client('Роман', 'Бойко');
  client.says('Дякую!');
  const window = await stage.window('olena');
  const { page } = window;
  await stage.settled();
  await window.open('Роман Бойко');
  await stage.api.database.pool.query(
    `update chat set status = 'finished', finished_at = now(), waiting_since = null
     where client_id = (select id from client where first_name = 'Роман')`,
  );
  await page.goto('/?status=finished');
  await untilShown(window.row('Роман Бойко'));
  await expect.poll(() => page.locator('.list-head .num').innerText()).toBe('1 чат');
});

test('§3: on a phone what can be pressed in a chat has room for a thumb; the reply field shows its focus', async () => {
  const client = stage.client('Ірина', 'Гнатюк');
  client.says('Є хто?');
  const window = await stage.window('olena', '/', { width: 390, height: 844 });
  const { page } = window;
  await window.open('Ірина Гнатюк');
  await untilShown(page.locator('.ask'));
  const small = await page.evaluate(() => {
    // What a finger meets: the box of the button with what stands out of it unseen.
    const room = (one: Element): [number, number] => {
      const { width, height } = one.getBoundingClientRect();
      const { content, position, top, left, right, bottom } = getComputedStyle(one, '::after');
      if (content === 'none' || position !== 'absolute') return [width, height];
      const out = (...sides: string[]) => sides.reduce((sum, side) => sum - Number.parseFloat(side), 0);
      return [width + out(left, right), height + out(top, bottom)];
    };
    return [...document.querySelectorAll('.talk button, .talk a')]
      .filter((one) => one.checkVisibility() && !one.matches('.skip, .bubble a'))
      .map((one) => ({ name: one.textContent?.trim() ?? '', room: room(one) }))
      .filter(({ room: [width, height] }) => width < 44 || height < 44);
  });
  expect(small).toEqual([]);
  await page.locator('[data-composer]').focus();
  const ring = await page.locator('.composer').evaluate((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return [outlineStyle, outlineWidth];
  });
  expect(ring).toEqual(['solid', '2px']);
});
