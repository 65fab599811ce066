import { recordChange } from '#db/changes/record.ts';
import { tell } from '#db/inbox/tell.ts';
import { type Sql } from '#db/connection/transaction.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { ContactFacts, Say } from '#workflows/chat/vocabulary.ts';
import { type Target } from './target.ts';

export async function settleInputs(tx: Sql, saving: Saving, target: Target | null): Promise<void> {
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
export async function carryOut(tx: Sql, saving: Saving, pageId: string, chatId: string | null): Promise<void> {
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

const QUESTIONS = new Set<Say['template']>(['askPhone', 'phoneNotUnderstood', 'askEmail', 'emailNotUnderstood']);

export async function tellUnasked(
  tx: Sql,
  { clientId, chat }: Saving,
  chatId: string,
  unwritten: Say[],
): Promise<void> {
  if (chat?.status === 'finished') return;
  for (const { template, key, at } of unwritten.filter((say) => QUESTIONS.has(say.template)))
    await tell(tx, { clientId, chatId }, { kind: 'not_said', template, key, at: new Date(at) });
}
