import { openOf } from '#db/chats/open.ts';
import type { Sql, Unwaited } from '#db/connection/transaction.ts';
import type { Epoch, Saving } from '#workflows/chat/needs.ts';
import type { Standing } from './lineage.ts';

export interface Target extends Standing {
  id: string;
  number: number;
}

/** A chat that begins to be decided here. */
const NOTHING_SAVED = { seq: 0, newest: 0, trail: null };

/** What is kept of the client whose chat it is, as far as it matters to a save. */
interface Found {
  /** Null: there is no such client. */
  pageId: string | null;
  /** All it decided about was accepted here: of numbers that were given twice it may mean the first ones. */
  knowsInputs: boolean;
  /** The chat that this one's run opened. */
  own: Target | null;
  /** The client's open one; `opened`: it has decided something. */
  open: { id: string; number: number; opened: boolean } | null;
  /** The installation's present one. */
  epoch: Epoch | null;
}

/**
 * Takes the client's row, which is the lock of everything about one chat (webhook, answers, receipts and decisions all
 * take it first), and then looks: what a statement sees is what there was as it began.
 */
export async function findStanding(tx: Sql, unwaited: Unwaited, saving: Saving): Promise<Found> {
  const { clientId, chat, inputs, messages } = saving;
  unwaited(tx.query({ name: 'hold-client', text: 'select from client where id = $1 for update', values: [clientId] }));
  const { rows } = await tx.query<Row>({
    name: 'find-standing',
    text: STANDING,
    values: [clientId, chat?.openedBy ?? null, inputs, messages],
  });
  const row = rows[0];
  if (!row) return { pageId: null, knowsInputs: false, own: null, open: null, epoch: null };
  return { ...row, knowsInputs: row.known === inputs.length };
}

type Row = Omit<Found, 'knowsInputs'> & { known: number };

const STANDING = `
  select client.page_id as "pageId",
    (select count(*)::int from chat_input i where i.id = any($3::bigint[]) and i.client_id = client.id
      and (i.message_id is null or i.message_id = any($4::uuid[]))) as known,
    (select json_build_object('id', o.id, 'number', o.number, 'seq', o.seq, 'trail', o.trail, 'newest',
        coalesce((select max(n::bigint) from jsonb_array_elements_text(o.state -> 'seen') n), 0))
      from chat o where o.opened_by = $2) as own,
    (select json_build_object('id', id, 'number', number, 'opened', opened_by is not null)
      from chat where ${openOf('client.id')}) as open,
    (select value from installation where name = 'epoch') as epoch
  from client where client.id = $1`;

/**
 * The row a decision belongs to. The run that opened a chat names it; its first decision adopts the row which the first
 * message made (or the client's open one, if that was finished meanwhile), and makes one only where there is none.
 * Null: the client's open chat is somebody else's, or the chat that is meant is not there: what is to be saved comes
 * out of another past.
 */
export async function targetOf(
  tx: Sql,
  saving: Saving,
  { own, open }: Pick<Found, 'own' | 'open'>,
  pageId: string,
): Promise<Target | null> {
  if (own) return own;
  // An older build's saves do not say on what they build.
  const isAnother = saving.lineage && (open?.opened || saving.chat?.chatId);
  if (isAnother) return null;
  return open ? { id: open.id, number: open.number, ...NOTHING_SAVED } : insertChat(tx, saving.clientId, pageId);
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
