import { createHash, randomUUID } from 'node:crypto';
import type { RecordState } from '#db/entities/routing.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { rulesHeard } from '#workflows/routing/match.ts';
import type { Choice, Heard, Policy, Question } from '#workflows/routing/vocabulary.ts';

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

/** The question as it is kept: what the client wrote stands in their messages, and nowhere twice. */
export function withoutWords<Q extends Pick<Question, 'chat'> & { policy: Pick<Policy, 'routing'> }>(question: Q): Q {
  const { chat, policy } = question;
  if (typeof chat.words !== 'string') return question;
  return { ...question, chat: { ...chat, words: heardIn(chat.words, chat.chatId, policy) } };
}

/** The chat's id goes into the hash: two clients' greetings are not seen to be the same. */
function heardIn(words: string, chatId: string, policy: Pick<Policy, 'routing'>): Heard {
  const hash = createHash('sha256').update(`${chatId} ${words}`).digest('base64url');
  return { hash, rules: rulesHeard(words, policy) };
}

/** Turns by pool and employee. */
export async function readTurns(sql: Sql, pageId: string): Promise<Question['turns']> {
  const { rows } = await sql.query<{ pool: string; employeeId: string; turn: string }>(
    'select pool, employee_id as "employeeId", turn from routing_turn where page_id = $1',
    [pageId],
  );
  const turns: Question['turns'] = {};
  for (const { pool, employeeId, turn } of rows) (turns[pool] ??= {})[employeeId] = Number(turn);
  return turns;
}

export async function keepTurn(tx: Sql, pageId: string, pool: string, employeeId: string, turn: number): Promise<void> {
  await tx.query(
    `insert into routing_turn (page_id, pool, employee_id, turn) values ($1, $2, $3, $4)
     on conflict (page_id, pool, employee_id) do update set turn = excluded.turn`,
    [pageId, pool, employeeId, turn],
  );
}

/** The contact whose personal manager was chosen is linked, if a person has not linked one, or taken the link away. */
export async function linkFound(tx: Sql, clientId: string, contactId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update client set contact_id = $2 where id = $1 and contact_id is null and not contact_refused',
    [clientId, contactId],
  );
  return rowCount === 1;
}
