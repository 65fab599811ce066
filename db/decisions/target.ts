import { openOf } from '#db/chats/open.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { Standing } from './lineage.ts';

export interface Target extends Standing {
  id: string;
  number: number;
}

/** A chat that begins to be decided here. */
const NOTHING_SAVED = { seq: 0, newest: 0, trail: null };

const TARGET = `id, number, seq, trail,
  coalesce((select max(n::bigint) from jsonb_array_elements_text(state -> 'seen') n), 0)::float as newest`;

/**
 * The row a decision belongs to. The run that opened a chat names it; its first decision adopts the row which the first
 * message made (or the client's open one, if that was finished meanwhile), and makes one only where there is none.
 * Null: the client's open chat is somebody else's, or the chat that is meant is not there: what is to be saved comes
 * out of another past.
 */
export async function findTarget(tx: Sql, saving: Saving, pageId: string): Promise<Target | null> {
  const known = await tx.query<Target>(`select ${TARGET} from chat where opened_by = $1`, [saving.chat?.openedBy]);
  if (known.rows[0]) return known.rows[0];
  const open = await tx.query<{ id: string; number: number; opened: boolean }>(
    `select id, number, opened_by is not null as opened from chat where ${openOf('$1')}`,
    [saving.clientId],
  );
  const [chat] = open.rows;
  // An older build's saves do not say on what they build.
  const isAnother = saving.lineage && (chat?.opened || saving.chat?.chatId);
  if (isAnother) return null;
  return chat ? { id: chat.id, number: chat.number, ...NOTHING_SAVED } : insertChat(tx, saving.clientId, pageId);
}

export async function insertChat(tx: Sql, clientId: string, pageId: string): Promise<Target> {
  const { rows } = await tx.query<{ id: string; number: number }>(
    'insert into chat (client_id, page_id) values ($1, $2) returning id, number',
    [clientId, pageId],
  );
  const inserted = rows[0];
  if (!inserted) throw new Error('the chat was not inserted');
  return { ...inserted, ...NOTHING_SAVED };
}

/** An open chat that has decided something: where one is kept, nobody may say that none is open. */
export async function hasOpenChat(tx: Sql, clientId: string): Promise<boolean> {
  const { rowCount } = await tx.query(`select 1 from chat where ${openOf('$1')} and opened_by is not null`, [clientId]);
  return rowCount === 1;
}

/** Whether all it decided about was accepted here: of numbers that were given twice it may mean the first ones. */
export async function knowsInputs(tx: Sql, { clientId, inputs, messages }: Saving): Promise<boolean> {
  if (inputs.length === 0) return true;
  const { rows } = await tx.query<{ known: number }>(
    `select count(*)::int as known from chat_input
     where id = any($1::bigint[]) and client_id = $2 and (message_id is null or message_id = any($3::uuid[]))`,
    [inputs, clientId, messages],
  );
  return rows[0]?.known === inputs.length;
}
