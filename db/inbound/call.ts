import { contactAt, saidAt } from '#db/chats/summary.ts';
import { touchChat } from '#db/chats/touch.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { insertChat } from '#db/decisions/target.ts';
import type { Attachment } from '#db/entities/attachment.ts';
import { tell } from '#db/inbox/tell.ts';
import { findPlace, showIn } from './beside.ts';
import { takeHalf, keepHalf } from './call-halves.ts';
import type { Event, Owner } from './events.ts';
import { findCall, type CallRow, callKey } from './find-call.ts';

type Begin = Event<'call'> & { step: 'connect' };
type End = Event<'call'> & { step: 'terminate' };

/**
 * A call is one message by its id: made as it rings, completed as it ends. One that nobody took counts as the client's
 * word that wants an answer; ringing and talking do not. Of a client without a chat the beginning waits for the end.
 * The client's row is in hand.
 */
export async function keepCall(tx: Sql, event: Event<'call'>, owner: Owner): Promise<void> {
  const known = await findCall(tx, owner, event.callId);
  if (event.step === 'connect') return known ? undefined : begin(tx, event, owner);
  const waiting = known ? null : await takeHalf<Begin>(tx, owner.pageId, event.callId, 'call_begin');
  const call = known ?? (waiting && (await showCall(tx, waiting, owner)));
  if (call) await endCall(tx, event, owner, call);
}

async function begin(tx: Sql, event: Begin, owner: Owner): Promise<void> {
  const end = await takeHalf<End>(tx, owner.pageId, event.callId, 'call_end');
  if (!end && !(await findPlace(tx, owner))) return keepHalf(tx, event, owner.pageId, owner.clientId);
  const call = await showCall(tx, event, owner);
  if (call && end) await endCall(tx, end, owner, call);
}

async function showCall(
  tx: Sql,
  { callId, byClient, at }: Begin,
  owner: Owner,
): Promise<(CallRow & { opened: boolean }) | null> {
  const known = await findPlace(tx, owner);
  const place = known ?? { id: (await insertChat(tx, owner.clientId, owner.pageId)).id, open: true };
  const shown = { text: '', attachments: [{ type: 'call_ringing', name: null }], at, mid: null, key: callKey(callId) };
  const via = byClient ? 'client' : 'meta_inbox';
  const id = await showIn(tx, owner, place, { ...shown, via, kind: 'call', decided: true });
  return id === null ? null : { id, chatId: place.id, byClient, open: place.open, opened: known === null };
}

async function endCall(tx: Sql, end: End, owner: Owner, call: CallRow & { opened?: boolean }): Promise<void> {
  const counts = call.byClient && end.seconds === null;
  const chatId = call.open || !counts ? call.chatId : (await insertChat(tx, owner.clientId, owner.pageId)).id;
  const hears = counts || call.opened === true;
  const { rows } = await tx.query<{ at: Date }>(
    `update message set attachments = $2, chat_id = $3, decided = $4
     where id = $1 and attachments -> 0 ->> 'type' = 'call_ringing' returning at`,
    [call.id, JSON.stringify([outcomeOf(end)]), chatId, !hears],
  );
  const at = rows[0]?.at;
  if (!at) return;
  if (hears) await tellCall(tx, owner, { id: call.id, chatId, at }, counts);
  await touchChat(tx, { pageId: owner.pageId, chatId }, [call.id]);
}

function outcomeOf({ failed, seconds }: End): Attachment {
  if (seconds !== null) return { type: 'call_answered', name: null, seconds };
  return { type: failed ? 'call_failed' : 'call_missed', name: null };
}

/**
 * A missed one is as a text, but moves no window: whether a call opens it is not said. One that opened its chat and was
 * taken is an answer.
 */
async function tellCall(
  tx: Sql,
  owner: Owner,
  call: { id: string; chatId: string; at: Date },
  missed: boolean,
): Promise<void> {
  await tx.query(`update chat set ${missed ? saidAt('$2') : contactAt('$2')} where id = $1`, [call.chatId, call.at]);
  const about = { messageId: call.id, at: call.at };
  await tell(
    tx,
    { clientId: owner.clientId, chatId: call.chatId },
    missed ? { ...about, kind: 'client_wrote', opens: 'message', call: true } : { ...about, kind: 'answered_in_meta' },
  );
}
