import type { Pool } from 'pg';
import { recordWithoutRun } from '#db/bin/entry.ts';
import { lockClient } from '#db/chats/lock-client.ts';
import { openOf } from '#db/chats/open.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { KNOWN } from '#db/contacts/known.ts';
import type { LeadRequestState } from '#db/entities/records/lead-request.ts';
import { tell } from '#db/inbox/tell.ts';
import { tellLinksOf } from '#db/records/links.ts';
import type { Reasons, WantLead } from '#workflows/chat/vocabulary.ts';

export type LeadOutcome = Reasons['lead_settled'];

/** Of one chat there is one, whoever decides it again. */
export async function wantLead(tx: Sql, chatId: string, { rule, sourceId, at }: WantLead): Promise<void> {
  await tx.query(
    `insert into lead_request (chat_id, rule, source_id, wanted_at)
     values ($1, $2, (select id from source where id::text = $3), $4) on conflict do nothing`,
    [chatId, rule, sourceId, new Date(at)],
  );
}

/** Chats whose leads are under way. */
export async function listWantedLeads(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ chatId: string }>(
    `select chat_id as "chatId" from lead_request where settled_at is null order by wanted_at`,
  );
  return rows.map(({ chatId }) => chatId);
}

/** What is wanted, and whom it is about, as far as it is known now. */
export interface WantedLead {
  chatId: string;
  chatNumber: number;
  clientId: string;
  rule: WantLead['rule'];
  state: LeadRequestState;
  outcome: LeadOutcome | null;
  /** While it is in use. */
  sourceId: string | null;
  sourceName: string | null;
  /** Empty where Meta has not told it. */
  name: string;
  /** Meta was asked for it, or has had time to answer. */
  isNamed: boolean;
  /** E.164. */
  phone: string | null;
  email: string | null;
  phones: string[];
  emails: string[];
  contactId: string | null;
  /** When this was so, on the database's clock. */
  asOf: Date;
}

/** So long a lead waits for its client's name. */
const NAME_WITHIN = `interval '15 seconds'`;
const lastWritten = (part: 'phone' | 'email'): string =>
  `(select w.contact ->> '${part}' from message w where w.chat_id = c.id and w.direction = 'in'
      and w.contact ->> '${part}' is not null order by w.at desc, w.id limit 1)`;

export async function readWantedLead(sql: Sql, chatId: string): Promise<WantedLead | null> {
  const { rows } = await sql.query<WantedLead>(
    `select r.chat_id as "chatId", c.number as "chatNumber", c.client_id as "clientId", r.rule, r.state, r.outcome,
       s.id as "sourceId", s.name as "sourceName", trim(cl.first_name || ' ' || cl.last_name) as name,
       cl.profile_at is not null or r.wanted_at < now() - ${NAME_WITHIN} as "isNamed",
       coalesce(cl.phone, ${lastWritten('phone')}) as phone, coalesce(cl.email, ${lastWritten('email')}) as email,
       known.phones, known.emails, cl.contact_id as "contactId", clock_timestamp() as "asOf"
     from lead_request r join chat c on c.id = r.chat_id join client cl on cl.id = c.client_id ${KNOWN}
       left join source s on s.id = r.source_id and s.archived_at is null
     where r.chat_id = $1`,
    [chatId],
  );
  return rows[0] ?? null;
}

/**
 * Whether this one is to be made: of one person one at a time. Whoever may be the same (a phone, an e-mail, a contact
 * in common) waits while another one of theirs is being made, or was since the CRM was looked at (`asOf`).
 */
export async function claimLead(pool: Pool, wanted: WantedLead): Promise<boolean> {
  const { chatId, clientId, contactId, phones, emails, asOf } = wanted;
  return inTransaction(pool, async (tx) => {
    await lockPerson(tx, wanted);
    const { rowCount } = await tx.query(
      `update lead_request set state = 'making' where chat_id = $1 and state = 'waiting' and not exists (
         select from lead_request r join chat c on c.id = r.chat_id join client cl on cl.id = c.client_id ${KNOWN}
         where r.chat_id <> $1 and (r.settled_at is null and r.state = 'making' or r.settled_at >= $6)
           and (cl.id = $2 or cl.contact_id = $3 or known.phones && $4::text[] or known.emails && $5::text[]))`,
      [chatId, clientId, contactId, phones, emails, asOf],
    );
    return rowCount === 1;
  });
}

/** All keys by which they may be known as the same, in one order. */
async function lockPerson(tx: Sql, { clientId, contactId, phones, emails }: WantedLead): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended(key, 0)) from (
       select distinct 'person ' || known as key from unnest($1::text[]) as known order by 1) keys`,
    [[clientId, ...(contactId === null ? [] : [contactId]), ...phones, ...emails]],
  );
}

/** What the CRM made, until its chat hears of it. */
export async function keepMadeLead(sql: Sql, chatId: string, outcome: LeadOutcome): Promise<void> {
  await sql.query(`update lead_request set outcome = $2 where chat_id = $1 and state = 'making'`, [
    chatId,
    JSON.stringify(outcome),
  ]);
}

/** The chat is told what came of it; one that has ended by now has it in its timeline all the same. */
export async function settleLead(
  pool: Pool,
  { chatId, clientId }: Pick<WantedLead, 'chatId' | 'clientId'>,
  outcome: LeadOutcome,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await lockClient(tx, clientId);
    const { rowCount } = await tx.query(
      `update lead_request set state = 'over', outcome = $2, settled_at = clock_timestamp()
       where chat_id = $1 and settled_at is null`,
      [chatId, JSON.stringify(outcome)],
    );
    if (rowCount !== 1) return;
    await tellLinksOf(tx, chatId);
    const { rowCount: isOpen } = await tx.query(`select 1 from chat where id = $1 and ${openOf('$2')}`, [
      chatId,
      clientId,
    ]);
    if (isOpen) return tell(tx, { clientId, chatId }, { kind: 'lead_settled', outcome });
    const decision = { kind: 'lead_settled', at: Date.now(), reason: outcome } as const;
    await recordWithoutRun(tx, [{ id: chatId, status: 'finished', decision }]);
  });
}
