import { expect, test } from 'vitest';
import { breaches } from '#test/walls/breaches.ts';
import { room } from '#test/walls/rooms.ts';
import { ROOMS } from '#test/walls/table.ts';

const SQL = [
  "export const rows = pool.query('select id from chat');",
  'export const rows = tx.query(`\n  select id from chat where id = ${id}`);',
  "export const rows = connection.query('commit');",
  "export const rows = em.execute('vacuum');",
  "export const rows = pool.query<{ id: string }>({ text: 'delete from session where id = $1' });",
  "const FORGET = 'DELETE FROM session'; export const rows = pool.query(FORGET);",
  'export const text = `with used as (update api_token set last_used_at = now()) select 1`;',
  "export const text = 'update chat c set status = $1';",
  "export const text = 'insert into audit (kind) values ($1)';",
  "export const text = '-- why\\nselect 1';",
  "export const text = 'truncate table chat';",
  'export const part = sql`now()`;',
];
const NO_SQL = [
  'export const found = await handle.query(getChat);',
  "export const text = 'With a new token, what was held goes out in order';",
  "export const text = 'Update the settings of a page';",
  "export const tag = 'select';",
  "export const text = 'Delete what is old';",
  "export const text = 'Listen to what the client says';",
  "export const kind = 'insert';",
];
const without = ROOMS.filter((name) => !room(name).hasSql);

test.each(without)('%s writes no SQL, however it asks', (name) => {
  expect(SQL.filter((text) => breaches(planted(name), text).length === 0)).toEqual([]);
});

test('prose and questions to a workflow are no SQL', () => {
  expect(NO_SQL.flatMap((text) => breaches('api/planted.ts', text))).toEqual([]);
});

test('the memory writes it', () => {
  expect(SQL.flatMap((text) => breaches('db/planted.ts', text))).toEqual([]);
});

function planted(name: string): string {
  return name.endsWith('.ts') ? name : `${name}/planted.ts`;
}
