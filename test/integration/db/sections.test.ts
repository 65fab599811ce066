import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pool } from 'pg';
import { type InboxFilter, listSection, type SectionName, SECTIONS } from '#db/chats/listing/section.ts';
import { countSections } from '#db/chats/listing/section-counts.ts';
import { fillManyChats, type ManyChats } from './many-chats.ts';
import { LARGE, plansOf } from './plans.ts';

let stage: ManyChats;
let pool: Pool;

beforeAll(async () => {
  stage = await fillManyChats();
  ({ pool } = stage);
  // Some are still asked, some that nobody leads wait no more, and some moments are the same.
  await pool.query(
    `update chat set phase = case when number % 7 = 0 then 'collecting_phone' else phase end,
       waiting_since = case when number % 5 = 0 then null when number % 3 = 0 then date_trunc('day', waiting_since)
         else waiting_since end
     where status <> 'finished'`,
  );
  await pool.query('vacuum (analyze) chat');
}, 120_000);
afterAll(() => stage.close());

const OPERATOR = 'filled-05';
const ALL: InboxFilter = { employeeId: OPERATOR, viewer: null, pageId: null, status: [] };
const filters: [string, InboxFilter][] = [
  ['who sees every page', ALL],
  ['who sees some pages', { ...ALL, viewer: { employeeId: OPERATOR } }],
  ['who is in no chat', { ...ALL, employeeId: 'nobody' }],
  ['one status', { ...ALL, status: ['answered'] }],
];
const asked = filters.flatMap(([whose, filter]) => SECTIONS.map((section) => [section, whose, filter] as const));

/** The same by the plainest of statements. */
async function numbersOf(section: SectionName, { employeeId, viewer, status }: InboxFilter): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `select number from (select c.*, case
         when exists (select 1 from chat_operator o where o.chat_id = c.id and o.employee_id = $2) then 'mine'
         when phase <> 'open' then 'asking'
         when not exists (select 1 from chat_operator o where o.chat_id = c.id) then 'unassigned'
         when waiting_since is not null then 'waiting' else 'colleagues' end as section
       from chat c where status <> 'finished' and (cardinality($4::text[]) = 0 or status = any($4))
         and ($3::text is null or page_id in (select page_id from page_access where employee_id = $3))) c
     where section = $1 order by (waiting_since is null), waiting_since, case when waiting_since is null
       then last_contact_at end desc, case when waiting_since is null then -number else number end`,
    [section, employeeId, viewer?.employeeId ?? null, status],
  );
  return rows.map(({ number }) => number);
}

describe('§1.8: an inbox is read by its sections', () => {
  test.each(asked)('%s of %s: in its order, page by page, and counted', async (section, _whose, filter) => {
    const all = await numbersOf(section, filter);
    const told: number[] = [];
    let after: Parameters<typeof listSection>[2]['after'] = null;
    for (let page = 0; page === 0 || after !== null; page += 1) {
      const rows = await listSection(pool, filter, { section, after, limit: 7 });
      told.push(...rows.map(({ number }) => number));
      const last = rows.at(6);
      after = last ? { waits: last.waits, key: last.key, number: last.number } : null;
    }
    expect(told).toEqual(all);
    expect((await countSections(pool, filter))[section]).toBe(all.length);
  });

  test('each section has some, and none is read from the beginning of a table to its end', async () => {
    const counts = await countSections(pool, ALL);
    expect(Object.values(counts).every((count) => count > 0)).toBe(true);
    const plans = await plansOf(pool, async (on) => {
      await countSections(on, ALL);
      for (const section of SECTIONS) await listSection(on, ALL, { section, after: null, limit: 51 });
    });
    expect(plans).toHaveLength(1 + SECTIONS.length);
    for (const plan of plans) expect(plan).not.toMatch(LARGE);
  });
});
