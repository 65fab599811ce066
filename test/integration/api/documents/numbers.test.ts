import { expect, test } from 'vitest';
import { issueDocument } from '#db/documents/issue.ts';
import { api, begin, companyId, setUpDocuments } from './documents-stage.ts';

setUpDocuments();

const MANY = 90;
/** As many as there are connections: none waits for one in vain. */
const AT_ONCE = 9;

test('F46: many issues at once, a third of them undone: numbers have no gap and no double', async () => {
  const { pool } = api.database;
  await pool.query(`create function undone() returns trigger language plpgsql as $$ begin
    if new.remarks = 'undone' then raise exception 'undone'; end if; return new; end $$;
    create trigger undone before update on document for each row execute function undone()`);
  const { id } = await begin({ date: '2026-05-05' });
  const { rows: drafts } = await pool.query<{ id: string }>(
    `insert into document (kind, company_id, contact_id, date, lines, total, remarks)
     select kind, company_id, contact_id, date, lines, total, case when n % 3 = 0 then 'undone' else '' end
     from document, generate_series(1, $2::int) n where id = $1 returning id`,
    [id, MANY],
  );
  const outcomes: PromiseSettledResult<unknown>[] = [];
  for (let at = 0; at < MANY; at += AT_ONCE) {
    const lot = drafts.slice(at, at + AT_ONCE);
    outcomes.push(...(await Promise.allSettled(lot.map((one) => issueDocument(pool, one.id, api.people.olena.id)))));
  }
  expect(outcomes.filter(({ status }) => status === 'rejected').length).toBe(MANY / 3);
  const { rows } = await pool.query<{ count: number; numbers: number; first: number; last: number }>(
    `select count(*)::int as count, count(distinct number)::int as numbers, min(number_count) as first,
       max(number_count) as last from document where company_id = $1 and state = 'issued'`,
    [companyId],
  );
  const issued = MANY - MANY / 3;
  expect(rows).toEqual([{ count: issued, numbers: issued, first: 1, last: issued }]);
});
