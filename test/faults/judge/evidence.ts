import type { ChatBody } from '#api/chats/schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { wrongCounts } from '#db/chats/counts.ts';
import { readRules } from '#db/settings/read.ts';
import type { Send } from '#test/messenger/graph/ledger.ts';
import type { Delivery } from '#test/messenger/webhook/delivery.ts';
import { chatWorkflowId, getChat } from '#workflows/chat/interface.ts';
import type { ChatState } from '#workflows/chat/vocabulary.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import type { Rig } from '../rig/rig.ts';

export type Row = {
  id: string;
  seq: number;
  mid: string | null;
  chat: number;
  psid: string;
  direction: 'in' | 'out';
  via: string;
  text: string;
  state: string;
  reason: string | null;
  at: Date;
  key: string | null;
};

export type ChatRecord = { number: number; clientId: string; unread: number; seq: number; counted: number };

/** All that is known after a run, from every side. */
export type Evidence = {
  rig: Rig;
  rows: Row[];
  records: ChatRecord[];
  /** Counts of chats that are kept, and are not what can be counted. */
  counts: { kept: number; there: number }[];
  chats: ChatBody[];
  messages: Map<number, MessageBody[]>;
  /** The workflows' own word, by chat; an error's text where there is none. */
  flows: Map<number, ChatState | null | string>;
  /** The settings in force, by page. */
  rules: Map<string, Rules>;
  sends: Send[];
  deliveries: Delivery[];
};

export async function gather(rig: Rig): Promise<Evidence> {
  const facebookIds = rig.pages.map(({ facebookId }) => facebookId);
  const [rows, records, counts, chats, sends, deliveries] = await Promise.all([
    messageRows(rig),
    chatRecords(rig),
    wrongCounts(rig.stack.pool),
    Promise.all(rig.pages.map(({ id }) => rig.desk.chats(id))).then((lists) => lists.flat()),
    rig.stack.meta.sends(facebookIds),
    rig.stack.meta.deliveries(facebookIds).then((all) => all.filter(({ mid }) => !rig.lost.has(mid ?? ''))),
  ]);
  const messages = new Map<number, MessageBody[]>();
  for (const { number } of chats) messages.set(number, await rig.desk.messages(number));
  const flows = new Map<number, ChatState | null | string>();
  await Promise.all(
    chats
      .filter(({ status }) => status !== 'finished')
      .map(async (chat) => flows.set(chat.number, await askFlow(rig, chat))),
  );
  const rules = new Map<string, Rules>();
  for (const { id } of rig.pages) rules.set(id, await readRules(rig.stack.pool, id));
  return { rig, rows, records, counts, chats, messages, flows, rules, sends, deliveries };
}

export const pageIds = (rig: Rig): string[] => rig.pages.map(({ id }) => id);

async function messageRows(rig: Rig): Promise<Row[]> {
  const { rows } = await rig.stack.pool.query<Omit<Row, 'seq'> & { seq: string }>(
    `select m.id, m.seq, m.mid, c.number as chat, cl.psid, m.direction, m.via, m.text, m.state, m.reason_code as reason,
       m.at, m.key
     from message m join chat c on c.id = m.chat_id join client cl on cl.id = m.client_id
     where m.page_id = any($1::uuid[]) order by m.seq`,
    [pageIds(rig)],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** `counted` is what unread should be: the client's messages after the last answer the chat took. */
async function chatRecords(rig: Rig): Promise<ChatRecord[]> {
  const { rows } = await rig.stack.pool.query<ChatRecord>(
    `select c.number, c.client_id as "clientId", c.unread, c.seq,
       (select count(*)::int from chat_input i where i.chat_id = c.id and i.kind = 'client_wrote' and i.id > coalesce(
         (select max(a.id) from chat_input a left join message m on m.id = a.message_id
          where a.chat_id = c.id and a.kind in ('operator_replied', 'answered_in_meta')
            and (m.reason_code is distinct from 'window_closed' or m.reason_detail is not null)), 0)) as counted
     from chat c where c.page_id = any($1::uuid[]) order by c.number`,
    [pageIds(rig)],
  );
  return rows;
}

async function askFlow(rig: Rig, chat: ChatBody): Promise<ChatState | null | string> {
  try {
    return await rig.stack.engine.workflow.getHandle(chatWorkflowId(chat.client.id)).query(getChat);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
