import type { Sql } from '#db/connection/transaction.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';

const condition = (isFinished: boolean) => (isFinished ? 'c.closed_at is not null' : 'c.finished_at is null');

/** Statements that are wrong, each in its own way: nobody runs them, and the check has to see every one. */
export const PLANTED = {
  noColumn: {
    seen: 'column "titel" does not exist',
    ask: (sql: Sql) => sql.query<{ titel: string }>('select titel from page'),
  },
  noRow: { seen: 'its rows have no type', ask: (sql: Sql) => sql.query('select name from page') },
  missing: {
    seen: 'no column "id"',
    ask: (sql: Sql) => sql.query<{ id: string; name: string }>('select name from page'),
  },
  unsaid: {
    seen: 'the row type has no "name"',
    ask: (sql: Sql) => sql.query<{ id: string }>('select id, name from page'),
  },
  otherType: {
    seen: '"number" is no string: its type is 23',
    ask: (sql: Sql) => sql.query<{ number: string }>('select number from chat'),
  },
  longAsNumber: {
    seen: '"version" is no number: its type is 20',
    ask: (sql: Sql) => sql.query<{ version: number }>('select version from chat'),
  },
  listAsText: {
    seen: '"phones" is no string: its type is 1009',
    ask: (sql: Sql) => sql.query<{ phones: string }>('select phones from contact'),
  },
  nullable: {
    seen: '"waitingSince" may be null (chat.waiting_since)',
    ask: (sql: Sql) => sql.query<{ waitingSince: Date }>('select waiting_since as "waitingSince" from chat'),
  },
  outerJoin: {
    seen: '"manager" may be null (an outer join)',
    ask: (sql: Sql) =>
      sql.query<{ manager: string }>(
        'select e.name as manager from contact k left join employee e on e.id = k.manager_id where k.id = $1',
        ['00000000-0000-0000-0000-000000000000'],
      ),
  },
  narrower: {
    seen: '"status" is not known to be "new"',
    ask: (sql: Sql) => sql.query<{ status: Extract<ChatStatus, 'new'> }>('select status from chat'),
  },
  otherJson: {
    seen: '"deadlines" is not known to be { at: string; }[]',
    ask: (sql: Sql) => sql.query<{ deadlines: { at: string }[] }>('select deadlines from chat'),
  },
  jsonMember: {
    seen: `"page" no member 'title'`,
    ask: (sql: Sql) =>
      sql.query<{ page: { id: string; title: string } }>(
        `select json_build_object('id', p.id, 'name', p.name) as page from page p`,
      ),
  },
  tooFew: {
    seen: '2 parameters, 1 values',
    ask: (sql: Sql) => sql.query<{ id: string }>('select id from page where name = $1 and facebook_id = $2', ['Дім']),
  },
  otherValue: {
    seen: '$1 is given as number: its type is 2950',
    ask: (sql: Sql) => sql.query<{ id: string }>('select id from page where id = $1', [Number('1')]),
  },
  listForOne: {
    seen: '$1 is given as string[]: its type is 25',
    ask: (sql: Sql) => sql.query<{ id: string }>('select id from page where name = $1', [['Дім', 'Світло']]),
  },
  insertWrongly: {
    seen: 'column "psidd" of relation "client" does not exist',
    ask: async (sql: Sql) => void (await sql.query('insert into client (psidd) values (1)')),
  },
  composed: {
    seen: 'column c.closed_at does not exist',
    ask: (sql: Sql, isFinished: boolean) =>
      sql.query<{ id: string }>(`select c.id from chat c where ${condition(isFinished)}`),
  },
  unknowable: {
    seen: 'nobody calls it with where',
    ask: (sql: Sql, where: string) => sql.query<{ id: string }>(`select id from chat where ${where}`),
  },
};
