import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { decided } from '#db/chats/summary.ts';
import { NEWER } from '#db/chats/touch.ts';
import { tell } from '#db/inbox/tell.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { Saved, Saving } from '#workflows/chat/needs.ts';
import type { ContactFacts, Decision, RecoveredCode, Say } from '#workflows/chat/vocabulary.ts';
import { putOut, type Written } from './automatic.ts';
import { judgeSaving, type Kin, tokenOf, trailWith } from './lineage.ts';
import { moveToNextChat } from './next-chat.ts';
import { carryOutSeeking } from './operator-search.ts';
import { findTarget, hasOpenChat, knowsInputs, type Target } from './target.ts';

/**
 * Keeps what a chat's workflow decided, in one transaction: read model, carried state, timeline, outbox, feed. The
 * workflow is the truth as long as it builds on what is kept here: a task that failed is taken again with more inputs
 * and overwrites; a save out of another past changes nothing, and its workflow is told so (`lineage.ts`). Of a question
 * that could not be written its chat hears, which would wait for the answer.
 */
export async function saveDecisions(
  pool: Pool,
  saving: Saving,
  written: Written[] = [],
  unwritten: Say[] = [],
): Promise<Saved> {
  return inTransaction(pool, async (tx) => {
    // The client's row is the lock of everything about one chat: webhook, answers, receipts and decisions all take it
    // first.
    const { rows } = await tx.query<{ page_id: string }>('select page_id from client where id = $1 for update', [
      saving.clientId,
    ]);
    const pageId = rows[0]?.page_id;
    if (!pageId) return stale(saving, null, 'database_restored');
    if (saving.lineage && !(await knowsInputs(tx, saving))) return stale(saving, null, 'database_restored');
    if (!saving.chat && saving.lineage && (await hasOpenChat(tx, saving.clientId)))
      return stale(saving, null, saving.lineage.reset ? 'engine_reset' : 'engine_restored');
    const target = saving.chat ? await findTarget(tx, saving, pageId) : null;
    if (saving.chat && !target) return stale(saving, null, saving.lineage?.reset ? 'engine_reset' : 'engine_restored');
    const token = tokenOf(saving);
    const judgement = target ? judgeSaving(saving, target, token) : 'next';
    if (judgement === 'done') return savedAs(saving, target, token);
    if (judgement !== 'next' && judgement !== 'again') return stale(saving, target, judgement);
    await settleInputs(tx, saving, target);
    await carryOut(tx, saving, pageId, target?.id ?? saving.hintChatId);
    const { clientId, chat } = saving;
    const ask = chat?.wanted?.ask ?? null;
    await carryOutSeeking(tx, saving.commands, { clientId, pageId, chatId: target?.id ?? null, ask });
    if (!target) return savedAs(saving, null, null);
    for (const message of written) await putOut(tx, saving, pageId, target.id, message);
    await updateChat(tx, saving, target.id, trailWith(saving, target, token));
    await replaceOperators(tx, saving, target.id);
    await recordDecisions(tx, saving, pageId, target.id);
    await tellUnasked(tx, saving, target.id, unwritten);
    if (saving.chat?.status === 'finished') await moveToNextChat(tx, saving.clientId, pageId, target.id);
    await recordChange(tx, [{ kind: 'chat', pageId, chatId: target.id, ref: target.id }]);
    return savedAs(saving, target, token);
  });
}

function savedAs({ lineage }: Saving, target: Target | null, token: string | null): Saved {
  const place = { chatId: target?.id ?? null, number: target?.number ?? null };
  return lineage ? { ...place, token, run: lineage.run } : place;
}

/** A workflow of an older build would not know what to do with the word. */
function stale(saving: Saving, target: Target | null, why: RecoveredCode): Saved {
  return saving.lineage ? { chatId: null, number: null, stale: why } : savedAs(saving, target, null);
}

async function settleInputs(tx: Sql, saving: Saving, target: Target | null): Promise<void> {
  if (saving.inputs.length > 0) {
    await tx.query('update chat_input set decided_at = now() where id = any($1::bigint[]) and client_id = $2', [
      saving.inputs,
      saving.clientId,
    ]);
  }
  if (saving.messages.length > 0) {
    await tx.query(`update message set decided = true, chat_id = coalesce($2, chat_id) where id = any($1::uuid[])`, [
      saving.messages,
      target?.id ?? null,
    ]);
  }
}

/**
 * A released message is one the outbox may send: it is `queued` and decided, or `held` where its page is broken. A
 * refused one is failed, with the reason.
 */
async function carryOut(tx: Sql, saving: Saving, pageId: string, chatId: string | null): Promise<void> {
  for (const command of saving.commands) {
    if (command.kind === 'keep_contact') await keepContact(tx, saving.clientId, command.contact);
    if (command.kind !== 'release' && command.kind !== 'refuse') continue;
    const { kind, messageId } = command;
    await tx.query(
      `update message m set
         state = case when $2 = 'refuse' then 'failed'
           when p.health in ('reconnect', 'restricted') then 'held' else m.state end,
         reason_code = case when $2 = 'refuse' then $3 when p.health = 'reconnect' then 'token_broken'
           when p.health = 'restricted' then 'page_restricted' else m.reason_code end
       from page p where p.id = m.page_id and m.id = $1 and m.state = 'queued'`,
      [messageId, kind, command.kind === 'refuse' ? command.reason : null],
    );
    await recordChange(tx, [{ kind: 'message', pageId, chatId, ref: messageId }]);
  }
}

/** With the client, so that their next chat knows it. */
async function keepContact(tx: Sql, clientId: string, { phone, email }: ContactFacts): Promise<void> {
  await tx.query('update client set phone = coalesce($2, phone), email = coalesce($3, email) where id = $1', [
    clientId,
    phone ?? null,
    email ?? null,
  ]);
}

async function updateChat(tx: Sql, saving: Saving, chatId: string, trail: Kin[] | null): Promise<void> {
  const chat = saving.chat;
  if (!chat) return;
  await tx.query(
    `update chat set status = $2, window_until = $4, window_reason = $5, deadlines = $6, finished_at = $7,
       finished_by_id = $8, seq = $10, state = $11, opened_by = $12, phase = $14, no_contact = $15, rung = $16,
       trail = $17, window_possible_until = $18,
       ${NEWER}, ${decided({ waiting: '$3', contact: '$9', unread: '$13' })} where id = $1`,
    [
      chatId,
      chat.status,
      date(chat.waitingSince),
      date(chat.window?.until ?? null),
      chat.window?.reason ?? null,
      JSON.stringify(saving.deadlines),
      chat.status === 'finished' ? date(saving.decisions.find((d) => d.kind === 'finished')?.at ?? null) : null,
      saving.finishedBy,
      date(chat.lastContactAt),
      chat.seq,
      JSON.stringify({ ...saving.carried, chat: { ...chat, chatId } }),
      chat.openedBy,
      saving.unreadAfterAnswer,
      chat.phase ?? 'open',
      chat.noContact ?? false,
      chat.waitingSince === null ? 0 : (chat.ladder?.steps ?? 0),
      trail && JSON.stringify(trail),
      date(chat.window?.possible ?? null),
    ],
  );
}

/** Decisions by which the operators of a chat change. */
const CHANGING = new Set<Decision['kind']>(['joined', 'left', 'assigned']);

async function replaceOperators(tx: Sql, saving: Saving, chatId: string): Promise<void> {
  if (!saving.chat) return;
  const gone = saving.chat.gone?.map(({ id }) => id) ?? [];
  if (!saving.decisions.some(({ kind }) => CHANGING.has(kind))) return noteGone(tx, chatId, gone);
  await tx.query('delete from chat_operator where chat_id = $1', [chatId]);
  const operators = saving.chat.operators;
  await tx.query(
    `insert into chat_operator (chat_id, employee_id, since, position, gone_at)
     select $1, o.id, o.since, o.position - 1, case when o.id = any($4::text[]) then now() end
     from unnest($2::text[], $3::timestamptz[]) with ordinality as o (id, since, position)
     join employee on employee.id = o.id`,
    [chatId, operators.map(({ id }) => id), operators.map(({ since }) => date(since)), gone],
  );
}

/** Of whom the chat knows that they are away for long: it has to hear when they are back. */
async function noteGone(tx: Sql, chatId: string, gone: string[]): Promise<void> {
  if (gone.length === 0) return;
  await tx.query(
    'update chat_operator set gone_at = now() where chat_id = $1 and employee_id = any($2::text[]) and gone_at is null',
    [chatId, gone],
  );
}

async function recordDecisions(tx: Sql, saving: Saving, pageId: string, chatId: string): Promise<void> {
  for (const [n, decision] of saving.decisions.entries()) {
    const { rows } = await tx.query<{ id: string }>(
      `insert into timeline (chat_id, seq, n, at, kind, by_id, about_id, reason, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (chat_id, seq, n) do update set
         at = excluded.at, kind = excluded.kind, by_id = excluded.by_id,
         about_id = excluded.about_id, reason = excluded.reason, due_at = excluded.due_at returning id`,
      [
        chatId,
        saving.chat?.seq,
        n,
        date(decision.at),
        decision.kind,
        decision.by ?? null,
        decision.about ?? null,
        decision.reason ?? null,
        date(decision.dueAt ?? null),
      ],
    );
    const id = rows[0]?.id;
    if (id) await recordChange(tx, [{ kind: 'entry', pageId, chatId, ref: id }]);
  }
  // A first try of the same task may have decided more.
  await tx.query('delete from timeline where chat_id = $1 and (seq > $2 or (seq = $2 and n >= $3))', [
    chatId,
    saving.chat?.seq,
    saving.decisions.length,
  ]);
}

const QUESTIONS = new Set<Say['template']>(['askPhone', 'phoneNotUnderstood', 'askEmail', 'emailNotUnderstood']);

async function tellUnasked(tx: Sql, { clientId, chat }: Saving, chatId: string, unwritten: Say[]): Promise<void> {
  if (chat?.status === 'finished') return;
  for (const { template, key, at } of unwritten.filter((say) => QUESTIONS.has(say.template)))
    await tell(tx, { clientId, chatId }, { kind: 'not_said', template, key, at: new Date(at) });
}

function date(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
