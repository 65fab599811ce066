import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { withoutWords } from '#db/routing/without-words.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import type { Candidate, ChatFacts, Choice, Policy, Question } from '#workflows/routing/vocabulary.ts';
import { DEFAULTS } from '#workflows/settings/defaults.ts';

/** What one assignment depends on; all that is left out is as in a company that has set nothing but the turns. */
export interface Asked {
  candidates: Candidate[];
  policy?: Partial<Policy>;
  chat?: Partial<ChatFacts>;
  question?: Partial<Pick<Question, 'ask' | 'at' | 'target' | 'tried' | 'turns' | 'versions'>>;
}

export const candidate = (id: string, is: Partial<Candidate> = {}): Candidate => ({
  id,
  presence: 'online',
  leaveUntil: null,
  languages: [],
  skills: [],
  teamIds: [],
  capacity: null,
  load: 0,
  ...is,
});

/**
 * Chooses an operator for the chat as it is done in earnest, and keeps the record, what the timeline says, who waits.
 */
export async function addAssignment(
  pool: Pool,
  number: number,
  asked: Asked,
): Promise<{ id: string; at: number; choice: Choice }> {
  const chat = await chatOf(pool, number);
  const { policy, ...question } = questionOf(chat, asked);
  const choice = chooseOperator({ ...question, policy });
  const { at, ask, versions } = question;
  const { policy: _kept, ...recorded } = withoutWords({ ...question, policy });
  const { rows } = await pool.query<{ id: string }>(
    `insert into routing_record
       (chat_id, page_id, ask, kind, at, code, employee_id, rule_id, state, question, policy_hash, choice)
     values ($1, $2, (select count(*) from routing_record where chat_id = $1), $3, $4, $5, $6, $7, $8, $9, $10, $11)
        returning id`,
    [
      chat.id,
      chat.pageId,
      ask,
      new Date(at),
      choice.code,
      choice.employeeId,
      choice.ruleId,
      choice.employeeId === null ? 'nobody' : 'joined',
      JSON.stringify(recorded),
      await keep(pool, policy),
      JSON.stringify(choice),
    ],
  );
  const id = rows[0]?.id ?? '';
  const rule = policy.routing.find((one) => one.id === choice.ruleId)?.name ?? null;
  const chosen = { rule, candidates: choice.considered.length, replaced: null };
  const reason = { code: choice.code, kind: ask, record: id, ...versions, ...(choice.employeeId ? chosen : {}) };
  await tell(pool, chat.id, { at, about: choice.employeeId, reason });
  await (choice.employeeId === null ? waits(pool, chat.id, { id, at, choice, ask }) : joins(pool, chat.id, choice, at));
  return { id, at, choice };
}

interface Chat {
  id: string;
  pageId: string;
  at: number;
}

async function chatOf(pool: Pool, number: number): Promise<Chat> {
  const { rows } = await pool.query<Chat>(
    `select id, page_id as "pageId", floor(extract(epoch from last_contact_at) * 1000)::float as at from chat
       where number = $1`,
    [number],
  );
  if (!rows[0]) throw new Error(`there is no chat ${number}`);
  return rows[0];
}

function questionOf({ id, pageId, at }: Chat, { candidates, policy, chat, question }: Asked): Question {
  const { personalManager, sameOperator, capacity, matchLanguage, matchSkills, routing, workingHours } = DEFAULTS;
  const facts: ChatFacts = {
    chatId: id,
    pageId,
    pageSkills: [],
    locale: 'uk_UA',
    referral: null,
    words: '',
    returning: false,
    previousOperatorId: null,
    contacts: [],
    waitingSince: at,
    ...chat,
  };
  const set = { personalManager, sameOperator, capacity, matchLanguage, matchSkills, routing, workingHours };
  return {
    v: 1,
    at: at + 2000,
    ask: 'first',
    target: null,
    tried: [],
    turns: {},
    versions: { installation: 17, page: 0 },
    ...question,
    chat: facts,
    candidates,
    policy: { distribution: 'active', ...set, ...policy },
  };
}

async function keep(pool: Pool, policy: Policy): Promise<string> {
  const text = JSON.stringify(policy);
  const hash = createHash('sha256').update(text).digest('hex');
  await pool.query('insert into routing_policy (hash, policy) values ($1, $2) on conflict do nothing', [hash, text]);
  return hash;
}

type Told = { at: number; about: string | null; reason: object };

/** Beside the decisions that the chat's workflow numbers from one on. */
async function tell(pool: Pool, chatId: string, { at, about, reason }: Told): Promise<void> {
  await pool.query(
    `insert into timeline (chat_id, seq, n, at, kind, about_id, reason)
     values ($1, 0, (select count(*) from timeline where chat_id = $1 and seq = 0), $2, $3, $4, $5)`,
    [chatId, new Date(at), about === null ? 'nobody' : 'assigned', about, JSON.stringify(reason)],
  );
}

async function waits(pool: Pool, chatId: string, record: { id: string; at: number; choice: Choice; ask: string }) {
  await pool.query(
    `insert into waiting_room (chat_id, page_id, client_id, ask, kind, since, reason, record_id)
     select id, page_id, client_id, 0, $2, $3, $4, $5 from chat where id = $1`,
    [chatId, record.ask, new Date(record.at - 2000), record.choice.code, record.id],
  );
}

async function joins(pool: Pool, chatId: string, { employeeId }: Choice, at: number): Promise<void> {
  await pool.query('insert into chat_operator (chat_id, employee_id, since, position) values ($1, $2, $3, 0)', [
    chatId,
    employeeId,
    new Date(at),
  ]);
}
