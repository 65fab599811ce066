import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishSettings } from '../support/publishing.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown, type Window } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const MINUTE_MS = 60_000;

/** Wrote so many minutes ago. */
function saysAgo(id: string, text: string, minutes: number): void {
  const timestamp = Date.now() - minutes * MINUTE_MS;
  stage.meta.sendMessage({ client: id, page: stage.api.pages.dim.facebookId, text, timestamp });
}

/** The names in a section, from above. */
function namesIn({ page }: Window, section: string): Promise<string[]> {
  return page.evaluate((title) => {
    const head = [...document.querySelectorAll('[data-chats] h2')].find(({ textContent }) =>
      textContent?.trim().startsWith(title),
    );
    return [...(head?.nextElementSibling?.querySelectorAll<HTMLElement>('.row-name') ?? [])].map(
      ({ innerText }) => innerText,
    );
  }, section);
}

test('§1.1: behind an automatic message a row still says what the client wrote; ours is marked', async () => {
  await publishSettings(stage, { requirePhone: true });
  const [nina, petro] = [stage.client('Ніна', 'Нічна'), stage.client('Петро', 'Пізній')];
  const olena = await stage.window('olena');
  nina.says('Чи є торшер «Сосна» у Львові?');
  petro.says('Скільки коштує доставка?');
  const row = olena.row('Ніна Нічна');
  await untilShown(row.locator('[data-after=automatic]'));
  await untilShown(olena.row('Петро Пізній').locator('[data-after=automatic]'));
  await expect.poll(() => row.locator('.row-said').innerText()).toBe('Чи є торшер «Сосна» у Львові?');
  await expect.poll(() => olena.row('Петро Пізній').locator('.row-said').innerText()).toBe('Скільки коштує доставка?');
  expect(await row.locator('[data-after]').getAttribute('title')).toMatch(/^Автоматично: /);
  await untilShown(olena.page.getByRole('button', { name: 'Збираємо контакт 2' }));

  await olena.open('Ніна Нічна');
  await olena.answer('Так, є три штуки');
  await untilShown(row.locator('[data-after=ours]').getByText('Так, є три штуки'));
  const words = await row.locator('.row-last').innerText();
  expect(words).toMatch(/^Чи є торшер «Сосна» у Львові\?\s+Ви: Так, є три штуки$/);
  expect(olena.complaints()).toEqual([]);
});

test('§1.9: a section says what it holds, the longest wait stands first, and a wait is told as a time', async () => {
  await publishSettings(stage, { requirePhone: false });
  const [last, first, middle] = ['Третя', 'Перша', 'Друга'].map((name) => stage.client(name, 'Черга'));
  saysAgo(last?.id ?? '', 'Пишу щойно', 1);
  await stage.settled();
  saysAgo(first?.id ?? '', 'Чекаю довго', 130);
  saysAgo(middle?.id ?? '', 'Чекаю трохи', 5);
  const marko = await stage.window(stage.marko);
  const firstThree = async () => (await namesIn(marko, 'Без оператора')).slice(0, 3);
  await expect.poll(firstThree).toEqual(['Перша Черга', 'Друга Черга', 'Третя Черга']);
  const wait = marko.row('Перша Черга').locator('time');
  await expect.poll(() => wait.innerText()).toMatch(/2 год 1\d хв$/);
  await expect.poll(() => wait.getAttribute('title')).toMatch(/^Чекає (з сьогодні|з учора), \d\d:\d\d$/);
  await expect.poll(() => marko.row('Друга Черга').locator('time').innerText()).toMatch(/\d+ хв$/);

  await marko.open('Друга Черга');
  await marko.page.getByRole('button', { name: 'Взяти' }).click();
  await expect.poll(() => namesIn(marko, 'Мої')).toContain('Друга Черга');
  const olena = await stage.window('olena');
  await expect.poll(() => namesIn(olena, 'Чекають на колег')).toContain('Друга Черга');
  expect([...marko.complaints(), ...olena.complaints()]).toEqual([]);
});

test('§1.10: an answer that is held back is marked in the row, also behind what the client says next', async () => {
  const vasyl = stage.client('Василь', 'Терплячий');
  const olena = await stage.window('olena');
  vasyl.says('Ви отримали оплату?');
  await olena.open('Василь Терплячий');
  stage.meta.setPage(stage.api.pages.dim.facebookId, { tokenError: { subcode: 460 } });
  await olena.answer('Так, усе гаразд');
  await olena.untilState('Так, усе гаразд', 'held');
  const row = olena.row('Василь Терплячий');
  await untilShown(row.locator('[data-after=held]').getByText('Притримано'));
  vasyl.says('Агов?');
  await untilShown(row.getByText('Агов?'));
  await untilShown(row.locator('[data-after=held]'));
  expect(olena.complaints()).toEqual([]);
});
