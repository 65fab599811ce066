import pg from 'pg';
import { expect, test } from 'vitest';
import { issueDocument } from '#db/documents/issue.ts';
import { dayInKyiv } from '#workflows/documents/money.ts';
import {
  ALL,
  api,
  begin,
  companyId,
  contactId,
  type Answered,
  issue,
  LINE,
  olena,
  setUpDocuments,
} from './documents-stage.ts';

setUpDocuments();

const MANY = 1_000;
const CONNECTIONS = 50;

test('F46: a thousand issues over fifty connections, a third undone: no gap, no double', async () => {
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
  const wide = new pg.Pool({ connectionString: api.settings.databaseUrl, max: CONNECTIONS });
  let undone = 0;
  const lane = async (): Promise<void> => {
    for (let one = drafts.pop(); one; one = drafts.pop())
      await issueDocument(wide, one.id, api.people.olena.id).catch(() => (undone += 1));
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  await wide.end();
  expect(undone).toBe(Math.floor(MANY / 3));
  const { rows } = await pool.query<{ count: number; numbers: number; first: number; last: number }>(
    `select count(*)::int as count, count(distinct number)::int as numbers, min(number_count) as first,
       max(number_count) as last from document where company_id = $1 and state = 'issued'`,
    [companyId],
  );
  const issued = MANY - undone;
  expect(rows).toEqual([{ count: issued, numbers: issued, first: 1, last: issued }]);
});

test('F46: a year of numbers begins with the New Year in Kyiv, two hours before the server’s', async () => {
  const [last, first] = ['2026-12-31T21:59:59Z', '2026-12-31T22:00:00Z'].map((at) => dayInKyiv(new Date(at)));
  expect([last, first]).toEqual(['2026-12-31', '2027-01-01']);
  await api.database.pool.query(`update company set number_formats = number_formats || '{"act": "{n}/{yyyy}"}'`);
  const numbers = [];
  for (const date of [last, first, last, first]) {
    const { id } = (await olena.post(ALL, { kind: 'act', companyId, contactId, lines: [LINE], date })).json<Answered>();
    numbers.push((await issue(id)).json<Answered>().number);
  }
  expect(numbers).toEqual(['1/2026', '1/2027', '2/2026', '2/2027']);
});
