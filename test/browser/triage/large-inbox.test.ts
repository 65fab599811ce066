import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown, type Window } from '../support/window.ts';

/** More than any list is read through. */
const UNASSIGNED = 5_200;
const shown = (count: number) => new Intl.NumberFormat('uk-UA').format(count).replace(/\s/u, ' ');
const unassigned = (count: number) => new RegExp(`^Без оператора ${shown(count)}$`, 'u');
const OF_MARKO = 120;
const MINE = 8;
/** A statement has its limit of time. */
const LOT = 200;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const { pool } = stage.api.database;
  await fill('Черга', UNASSIGNED, null);
  await fill('Маркова', OF_MARKO, stage.marko.id);
  await fill('Моя', MINE, stage.api.people.olena.id);
  await pool.query('analyze chat, chat_operator, client, message');
});
afterAll(() => stage.close());

/** Clients who wait, the first of them longest: a second apart. */
async function fill(name: string, count: number, employeeId: string | null): Promise<void> {
  for (let from = 1; from <= count; from += LOT) await fillLot(name, from, Math.min(count, from + LOT - 1), employeeId);
}

async function fillLot(name: string, from: number, to: number, employeeId: string | null): Promise<void> {
  await stage.api.database.pool.query(
    `with clients as (insert into client (page_id, psid, first_name)
         select $1, $2 || ' ' || n, $2 || ' ' || n from generate_series($3::int, $5::int) n
         returning id, page_id, psid),
       chats as (insert into chat (client_id, page_id, unread, waiting_since, last_contact_at)
         select id, page_id, 1, at, at from (select *, now() - interval '2 hours'
           + make_interval(secs => split_part(psid, ' ', 2)::int) as at from clients) c
         returning id, client_id, page_id, waiting_since),
       said as (insert into message (chat_id, client_id, page_id, direction, via, state, mid, at, text, decided)
         select id, client_id, page_id, 'in', 'client', 'received', id::text, waiting_since, 'Коли доставка?', true
         from chats)
     insert into chat_operator (chat_id, employee_id, since, position)
     select id, $4, now(), 0 from chats where $4::text is not null`,
    [stage.api.pages.dim.id, name, from, employeeId, to],
  );
}

/** From the first moment on: what each head of a section said, and how far from the top it stood. */
async function watchHeads({ page }: Window): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seenHeads: seen });
    new MutationObserver(() => {
      for (const head of document.querySelectorAll<HTMLElement>('[data-chats] h2')) {
        const list = head.parentElement as HTMLElement;
        const told = `${head.innerText.replace(/\s+/gu, ' ').trim()} @ ${head.offsetTop - list.offsetTop}`;
        if (list.scrollTop === 0 && !seen.includes(told)) seen.push(told);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

const seenHeads = ({ page }: Window): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { seenHeads: string[] }).seenHeads);

/** Requests for chats, in order. */
function askedBy({ page }: Window): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/chats')) asked.push(pathname);
  });
  return asked;
}

test('§1.8, §2.8: of thousands mine are there first and at once, every count is right, and nothing jumps', async () => {
  const window = await stage.window('olena', '/me');
  await watchHeads(window);
  const asked = askedBy(window);
  await window.page.goto('/');
  await untilShown(window.row('Моя 1').first());
  const first = ['/api/chats/sections', '/api/chats/sections/mine', '/api/chats/sections/unassigned'];
  expect(asked.slice(0, 3).toSorted()).toEqual(first);
  await untilShown(window.row('Черга 1').first());
  expect(await window.page.locator('[data-chats] h2').allInnerTexts()).toHaveLength(3);
  // What is not in sight is not asked for: of thousands of chats one page.
  expect(asked.length).toBeLessThan(6);
  const heads = await seenHeads(window);
  expect(heads.map((head) => head.split(' @ ')[0])).toEqual([
    `Мої ${MINE}`,
    `Без оператора ${shown(UNASSIGNED)}`,
    `Чекають на колег ${OF_MARKO}`,
  ]);
  expect(await window.page.title()).toBe(`(${MINE}) Вхідні · Розмова`);

  await window.page.locator('[data-chats]').evaluate((list) => list.scrollTo(0, 5_100 * 56));
  await untilShown(window.row('Черга 5095').first());
  await window.page.locator('[data-chats]').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await untilShown(window.row(`Маркова ${OF_MARKO}`).first());
  await window.page.locator('[data-chats]').evaluate((list) => list.scrollTo(0, 0));
  // However much was read meanwhile, no head has another count, and none stood anywhere else.
  expect(await seenHeads(window)).toEqual(heads);
  expect(window.complaints()).toEqual([]);
});

test('§1.8: in a part that is read as it is looked at, counts follow what happens', async () => {
  const window = await stage.window('olena');
  await untilShown(window.row('Моя 1').first());
  stage.client('Нова', 'Людина').says('Ви працюєте?');
  await untilShown(window.page.getByRole('button', { name: unassigned(UNASSIGNED + 1) }));
  const { rows } = await stage.api.database.pool.query<{ number: number }>('select max(number) as number from chat');
  await window.page.goto(`/chats/${rows[0]?.number}`);
  await untilShown(window.page.getByRole('button', { name: unassigned(UNASSIGNED + 1) }));
  await window.page.getByRole('button', { name: 'Взяти' }).click();
  await untilShown(window.page.getByRole('button', { name: `Мої ${MINE + 1}` }));
  await untilShown(window.page.getByRole('button', { name: unassigned(UNASSIGNED) }));
  await untilShown(window.row('Нова Людина'));
  expect(window.complaints()).toEqual([]);
});
