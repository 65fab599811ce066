import { expect, test } from 'vitest';
import { inTransaction } from '#db/connection/transaction.ts';
import { linkFound } from '#db/routing/keep.ts';
import { openChat } from '../../support/chat.ts';
import { type Answer, codeOf } from '../../support/http.ts';
import { whoWaits } from '../../support/lock.ts';
import { until } from '../../support/until.ts';
import { api, type Contact, create, iryna, olena, setUpContacts } from './contacts-stage.ts';

setUpContacts();

/** Does it while a merge of the two is about to be committed, and tells what came of it afterwards. */
async function whileMerging<T>(loser: Contact, winner: Contact, work: () => Promise<T>): Promise<T> {
  const { pool } = api.database;
  const merging = await pool.connect();
  await merging.query('begin');
  await merging.query('select 1 from contact where id = any($1::uuid[]) order by id for no key update', [
    [loser.id, winner.id],
  ]);
  await merging.query('update contact set merged_into_id = $2 where id = $1', [loser.id, winner.id]);
  const worked = work();
  await until(
    'it waits for the merge',
    async () => (await whoWaits(pool, 'select % from contact where id = %')).length > 0,
  );
  await merging.query('commit');
  merging.release();
  return worked;
}

const pair = async (): Promise<[Contact, Contact]> => [await create({ name: 'Двоє' }), await create({ name: 'Одна' })];

test('B18: a contact that is linked while it is merged is linked as the one it became', async () => {
  const [loser, winner] = await pair();
  const { clientId } = await openChat(api, api.pages.dim, 'вітаю');
  const { pool } = api.database;
  const link = () => inTransaction(pool, (tx) => linkFound(tx, clientId, loser.id));
  expect(await whileMerging(loser, winner, link)).toBe(winner.id);
  const { rows } = await pool.query('select contact_id as id from client where id = $1', [clientId]);
  expect(rows).toEqual([{ id: winner.id }]);
});

test('B18: what is written while its contact is merged is not left with whom that lost', async () => {
  const company = {
    kind: 'legal',
    name: 'Дім',
    fullName: 'ТОВ «Дім»',
    code: '32855961',
    vatPayer: false,
    accounts: [],
  };
  const companyId = (await iryna.post('/api/companies', company)).json<{ id: string }>().id;
  const { number } = await openChat(api, api.pages.dim, 'добрий день');
  const writers: ((contactId: string) => Promise<Answer>)[] = [
    (contactId) => olena.post('/api/leads', { name: 'Шафа', contactId }),
    (contactId) => olena.post('/api/documents', { kind: 'invoice', companyId, contactId, lines: [] }),
    (contactId) => olena.put(`/api/chats/${number}/contact-link`, { contactId }),
  ];
  for (const write of writers) {
    const [loser, winner] = await pair();
    expect(codeOf(await whileMerging(loser, winner, () => write(loser.id)))).toBe('UNKNOWN_CONTACT');
  }
});
