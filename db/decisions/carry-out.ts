import { tell } from '#db/inbox/tell.ts';
import { type Sql } from '#db/connection/transaction.ts';
import { wantLead } from '#db/leads/requests.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { Command, ContactFacts, Say } from '#workflows/chat/vocabulary.ts';

/** Where nothing is open: what was told is settled, and changes no chat. */
export async function settleInputs(tx: Sql, { clientId, inputs, messages }: Saving): Promise<void> {
  if (inputs.length === 0) return;
  await tx.query(
    `with inputs as (update chat_input set decided_at = now() where id = any($1::bigint[]) and client_id = $2)
     update message set decided = true where id = any($3::uuid[])`,
    [inputs, clientId, messages],
  );
}

/**
 * A released message is one the outbox may send: it is `queued` and decided, or `held` where its page is broken. A
 * refused one is failed, with the reason. Either goes for all parts of an answer: its chat hears of the first one.
 * An automatic one that was held is not among the inputs' own messages, which are decided with them: it belongs to the
 * chat that said it, whichever decides about it.
 */
export async function carryOut(tx: Sql, saving: Saving, pageId: string, chatId: string | null): Promise<void> {
  const place = { pageId, chatId };
  await Promise.all(saving.commands.map((command) => carryOutOne(tx, saving.clientId, command, place)));
}

async function carryOutOne(
  tx: Sql,
  clientId: string,
  command: Command,
  { pageId, chatId }: { pageId: string; chatId: string | null },
): Promise<void> {
  if (command.kind === 'keep_contact') await keepContact(tx, clientId, command.contact);
  if (command.kind === 'want_lead' && chatId !== null) await wantLead(tx, chatId, command);
  if (command.kind !== 'release' && command.kind !== 'refuse') return;
  const { kind, messageId } = command;
  await tx.query({
    name: 'release-message',
    text: `with released as (
        update message m set decided = true, tag = $6, chat_id = coalesce($5, m.chat_id),
          state = case when $2 = 'refuse' then 'failed'
            when p.health in ('reconnect', 'restricted') then 'held' else m.state end,
          reason_code = case when $2 = 'refuse' then $3 when p.health = 'reconnect' then 'token_broken'
            when p.health = 'restricted' then 'page_restricted' else m.reason_code end
        from page p where p.id = m.page_id and (m.id = $1 or m.part_of = $1) and m.state = 'queued'
        returning m.id
      )
      insert into change (kind, page_id, chat_id, ref)
      select 'message', $4::uuid, $5::uuid, id::text from released
      union select 'message', $4, $5, $1::uuid::text`,
    values: [messageId, kind, command.kind === 'refuse' ? command.reason : null, pageId, chatId, tagOf(command)],
  });
}

const tagOf = (command: Command): string | null => (command.kind === 'release' ? (command.tag ?? null) : null);

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
  const unasked = unwritten.filter(({ template }) => QUESTIONS.has(template));
  await Promise.all(
    unasked.map(({ template, key, at }) =>
      tell(tx, { clientId, chatId }, { kind: 'not_said', template, key, at: new Date(at) }),
    ),
  );
}
