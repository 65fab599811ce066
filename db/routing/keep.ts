import { createHash, randomUUID } from 'node:crypto';
import { holdStanding } from '#db/contacts/merging/standing.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { RecordState } from '#db/entities/routing.ts';
import type { Choice, Policy, Question } from '#workflows/routing/vocabulary.ts';
import { withoutWords } from './without-words.ts';

/** The policy's name: what says the same is kept once. */
export function hashOf(policy: Policy): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex');
}

export async function keepPolicy(tx: Sql, hash: string, policy: Policy): Promise<void> {
  await tx.query('insert into routing_policy (hash, policy) values ($1, $2) on conflict (hash) do nothing', [
    hash,
    JSON.stringify(policy),
  ]);
}

export interface NewRecord {
  question: Question;
  choice: Choice;
  policyHash: string;
  ask: number;
  state: RecordState;
  shadow: object | null;
}

/** Keeps a choice with all it depended on; returns its id. */
export async function keepRecord(
  tx: Sql,
  { question, choice, policyHash, ask, state, shadow }: NewRecord,
): Promise<string> {
  const id = randomUUID();
  const { policy: _kept, ...rest } = withoutWords(question);
  await tx.query(
    `insert into routing_record (id, chat_id, page_id, ask, kind, at, code, employee_id, rule_id, state, question,
     policy_hash, choice, shadow)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      question.chat.chatId,
      question.chat.pageId,
      ask,
      question.ask,
      new Date(question.at),
      choice.code,
      choice.employeeId,
      choice.ruleId,
      state,
      JSON.stringify(rest),
      policyHash,
      JSON.stringify(choice),
      shadow && JSON.stringify(shadow),
    ],
  );
  return id;
}

/**
 * The contact whose personal manager was chosen is linked, if a person has not linked one, or taken the link away: who
 * it is by now, since it may have been merged in this moment. Returns who that is; null: nobody was linked.
 */
export async function linkFound(tx: Sql, clientId: string, contactId: string): Promise<string | null> {
  const standing = await holdStanding(tx, contactId);
  if (standing === null) return null;
  const { rowCount } = await tx.query(
    'update client set contact_id = $2 where id = $1 and contact_id is null and not contact_refused',
    [clientId, standing],
  );
  return rowCount === 1 ? standing : null;
}
