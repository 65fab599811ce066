import type { Pool } from 'pg';
import type { RecordState } from '#db/entities/routing.ts';
import type { AskKind, Choice, ChosenCode, NobodyCode, Policy, Question } from '#workflows/routing/vocabulary.ts';
import type { Versions } from '#workflows/settings/vocabulary.ts';

/** One choice of an operator, as it is told in a list. */
export interface AssignmentRow {
  id: string;
  at: Date;
  kind: AskKind;
  ask: number;
  state: RecordState;
  code: ChosenCode | NobodyCode;
  /** Null where the rule is not in the policy. */
  ruleName: string | null;
  /** Who was chosen is called what they are called now; null: they were deleted. */
  operatorName: string | null;
  contactName: string | null;
  versions: Versions;
  choice: Omit<Choice, 'considered'>;
}

/** With all it depended on. */
export interface AssignmentRecord extends AssignmentRow {
  question: Question;
  choice: Choice;
  /** Of everybody who was looked at and is still known, by their ids. */
  names: Record<string, string>;
}

const COLUMNS = `r.id, r.at, r.kind, r.ask, r.state, r.code, r.question -> 'versions' as versions,
  e.name as "operatorName", k.name as "contactName",
  (select rule ->> 'name' from jsonb_array_elements(p.policy -> 'routing') rule where rule ->> 'id' = r.rule_id
    limit 1) as "ruleName"`;
const TABLES = `routing_record r join routing_policy p on p.hash = r.policy_hash
  left join employee e on e.id = r.choice ->> 'employeeId' left join contact k
    on k.id = (r.choice ->> 'contactId')::uuid`;

/** How operators were sought for a chat, newest first. */
export async function listAssignments(pool: Pool, chatId: string): Promise<AssignmentRow[]> {
  const { rows } = await pool.query<AssignmentRow>(
    `select ${COLUMNS}, r.choice - 'considered' as choice from ${TABLES} where r.chat_id = $1
     order by r.at desc, r.ask desc, r.id`,
    [chatId],
  );
  return rows;
}

export async function findAssignment(pool: Pool, chatId: string, id: string): Promise<AssignmentRecord | null> {
  const { rows } = await pool.query<Stored>(
    `select ${COLUMNS}, r.choice, r.question, p.policy,
       (select coalesce(jsonb_object_agg(n.id, n.name), '{}') from employee n
        where n.id in (select one ->> 'id' from jsonb_array_elements(r.choice -> 'considered') one)) as names
     from ${TABLES} where r.chat_id = $1 and r.id = $2`,
    [chatId, id],
  );
  if (!rows[0]) return null;
  const { policy, question, ...row } = rows[0];
  return { ...row, question: { ...question, policy } };
}

type Stored = Omit<AssignmentRecord, 'question'> & { question: Omit<Question, 'policy'>; policy: Policy };
