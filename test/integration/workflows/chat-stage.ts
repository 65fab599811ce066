import { afterAll, beforeAll } from 'vitest';
import { eventually, openStage, type Stage } from './stage.ts';

export let stage: Stage;
export const chatOf = async (clientId: string) => {
  const { rows } = await stage.database.pool.query(
    `select * from chat where client_id = $1 order by number desc limit 1`,
    [clientId],
  );
  return rows[0];
};
export const statusIs = (clientId: string, status: string) =>
  eventually(async () => {
    const chat = await chatOf(clientId);
    return chat?.status === status && chat.seq > 0 ? chat : null;
  });
export const isDecided = async (clientId: string) => {
  const waiting = 'select 1 from chat_input where client_id = $1 and decided_at is null';
  return (await stage.database.pool.query(waiting, [clientId])).rowCount === 0;
};
export const stateOf = async (id: string) =>
  (await stage.database.pool.query('select state from message where id = $1', [id])).rows[0]?.state;

export async function converse(pairs: number) {
  const person = stage.messenger.createClient({ firstName: 'Марія' });
  const psid = person.psids[stage.page.facebookId] ?? '';
  let clientId = '';
  for (let n = 0; n < pairs; n += 1) {
    stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: `question ${n}` });
    clientId = await stage.wrote(psid, `question ${n}`);
    await stage.relay();
    await statusIs(clientId, n === 0 ? 'new' : 'in_progress');
    const chat = await chatOf(clientId);
    await stage.answer(chat.id, `answer ${n}`);
    await stage.relay();
    await statusIs(clientId, 'answered');
  }
  return clientId;
}

export function setUpChat(): void {
  beforeAll(async () => {
    stage = await openStage();
    await stage.startWorker();
  });
  afterAll(() => stage?.close());
}
