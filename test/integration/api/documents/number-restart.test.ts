import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';
import { issueDocument } from '#db/documents/issue.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { dayInKyiv } from '#workflows/documents/money.ts';
import { periodOf } from '#workflows/documents/number-format.ts';
import { NUMBER_RESTARTS, type NumberRestart } from '#workflows/documents/vocabulary.ts';
import { api, begin, contactId, iryna, setUpDocuments } from './documents-stage.ts';

setUpDocuments();

const FORMATS = { invoice: 'РФ-{n}-{mm}', contract: 'Д-{n}-{mm}', act: 'А-{n}-{mm}', waybill: 'Н-{n}-{mm}' };
const COMPANY = { kind: 'legal', name: 'Лік', fullName: 'ТОВ «Лік»', numberFormats: FORMATS };
interface Counting {
  id: string;
  numberRestart: NumberRestart;
  nextNumbers: { act: number };
}
const add = async (more: object = {}) => (await iryna.post('/api/companies', { ...COMPANY, ...more })).json<Counting>();
const change = (id: string, more: object) => iryna.put(`/api/companies/${id}`, { ...COMPANY, ...more });
/** Without its PDF, which has no part in it. */
async function issuedOn(companyId: string, date: string): Promise<string> {
  const { rows } = await api.database.pool.query<{ id: string }>(
    `insert into document (kind, company_id, contact_id, date, lines)
     values ('act', $1, $2, $3, '[{"name": "Шафа", "unit": "шт", "quantity": 1000, "price": 100, "vat": null}]')
     returning id`,
    [companyId, contactId, date],
  );
  const issued = await issueDocument(api.database.pool, rows[0]?.id ?? '', api.people.olena.id);
  return issued?.kind === 'issued' ? (issued.row.number ?? '') : '';
}

/** What was issued in a company's name, in its order. */
async function givenBy(companyId: string) {
  const { rows } = await api.database.pool.query<{ number: string; date: string; count: number }>(
    `select number, to_char(date, 'YYYY-MM-DD') as date, number_count as count from document
     where company_id = $1 and state = 'issued' order by issued_at, number_count`,
    [companyId],
  );
  return rows;
}

test('F46: numbers begin anew with a month of Kyiv, with a year, or never, as the company says', async () => {
  const [last, first] = ['2026-10-31T21:59:59Z', '2026-10-31T22:00:00Z'].map((at) => dayInKyiv(new Date(at)));
  const dates = [last, first, first, '2026-12-31', '2027-01-01', first].map(String);
  const given = new Map<NumberRestart, string[]>();
  for (const numberRestart of NUMBER_RESTARTS) {
    const { id } = await add({ numberRestart });
    given.set(numberRestart, []);
    for (const date of dates) given.get(numberRestart)?.push(await issuedOn(id, date));
  }
  expect(given.get('monthly')).toEqual(['А-1-10', 'А-1-11', 'А-2-11', 'А-1-12', 'А-1-01', 'А-3-11']);
  expect(given.get('yearly')).toEqual(['А-1-10', 'А-2-11', 'А-3-11', 'А-4-12', 'А-1-01', 'А-5-11']);
  expect(given.get('never')).toEqual(['А-1-10', 'А-2-11', 'А-3-11', 'А-4-12', 'А-5-01', 'А-6-11']);
});

test('F46: a number that begins anew each month says the month; left out the rule is as it was', async () => {
  const act = { ...FORMATS, act: 'А-{n}' };
  expect(codeOf(await iryna.post('/api/companies', { ...COMPANY, numberRestart: 'monthly', numberFormats: act }))).toBe(
    'NUMBER_WITHOUT_MONTH',
  );
  const { id, numberRestart } = await add({ nextNumbers: { act: 40 } });
  expect(numberRestart).toBe('yearly');
  // Of today nothing jumps: the month goes on from where the year stood, and forward only.
  expect((await change(id, { numberRestart: 'monthly' })).json()).toMatchObject({
    nextNumbers: { act: 40, invoice: 1 },
  });
  expect((await change(id, {})).json()).toMatchObject({ numberRestart: 'monthly' });
  expect(codeOf(await change(id, { numberFormats: act }))).toBe('NUMBER_WITHOUT_MONTH');
  expect(codeOf(await change(id, { nextNumbers: { act: 39 } }))).toBe('NUMBER_TAKEN');
  expect((await change(id, { numberRestart: 'never', nextNumbers: { act: 50 } })).json()).toMatchObject({
    nextNumbers: { act: 50 },
  });
  expect((await change(id, { numberRestart: 'daily' })).status).toBe(400);
});

const day = fc.constantFrom('2026-10-31', '2026-11-01', '2026-12-31', '2027-01-01', '2027-01-31');
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: day }, fc.constantFrom(...NUMBER_RESTARTS)), { maxLength: 14 });

test('F46: however the rule changes, no number is given twice in a year, and no series has a gap', async () => {
  const isRule = (step: string): step is NumberRestart => NUMBER_RESTARTS.some((rule) => rule === step);
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const { id } = await add();
      const last = new Map<number, number>();
      let rule: NumberRestart = 'yearly';
      for (const step of taken) {
        if (isRule(step)) {
          if (step !== rule) last.clear();
          rule = step;
          await change(id, { numberRestart: rule });
          continue;
        }
        const count = Number((await issuedOn(id, step)).split('-')[1]);
        const before = last.get(periodOf(rule, step));
        if (before !== undefined) expect(count).toBe(before + 1);
        last.set(periodOf(rule, step), count);
      }
      const given = await givenBy(id);
      expect(new Set(given.map(({ number, date }) => `${number} ${date.slice(0, 4)}`)).size).toBe(given.length);
    }),
    { numRuns: 12 },
  );
});

test('F46: while many issue at once the rule changes again and again, and no number is given twice', async () => {
  const { id: companyId } = await add();
  const { id } = await begin({ kind: 'act', companyId, date: '2026-11-30' });
  const { rows: drafts } = await api.database.pool.query<{ id: string }>(
    `insert into document (kind, company_id, contact_id, date, lines, total)
     select kind, company_id, contact_id, date + n % 3, lines, total from document, generate_series(1, 240) n
     where id = $1 returning id`,
    [id],
  );
  const wide = new pg.Pool({ connectionString: api.settings.databaseUrl, max: 12 });
  const lane = async (): Promise<void> => {
    for (let one = drafts.pop(); one; one = drafts.pop()) await issueDocument(wide, one.id, api.people.olena.id);
  };
  const flips = async (): Promise<void> => {
    for (let n = 0; drafts.length > 0; n += 1)
      await change(companyId, { numberRestart: NUMBER_RESTARTS[n % NUMBER_RESTARTS.length] });
  };
  await Promise.all([flips(), ...Array.from({ length: 10 }, lane)]);
  await wide.end();
  const given = await givenBy(companyId);
  expect([given.length, new Set(given.map(({ number }) => number)).size]).toEqual([240, 240]);
});
