import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { AssignmentRecord, AssignmentRow } from '#db/routing/records.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import type { Choice, Considered, Question, Remark } from '#workflows/routing/vocabulary.ts';
import { whatElse } from '#workflows/routing/what-else.ts';
import { moment } from '../http/fields.ts';
import { CHOSEN, NOBODY, REMARKS } from './assignment-codes.ts';

/** Called as they are called now. */
const nameNow = z.object({ id: z.string(), name: z.string().nullable().describe('Null: deleted since.') });
/** What speaks for or against somebody. */
export const remark = z.object({
  code: z.enum(REMARKS),
  fact: z.union([z.string(), z.number()]).optional().describe('A count, a locale, or a moment in epoch milliseconds.'),
});

export const assignmentSummary = z.object({
  id: z.string(),
  at: moment,
  kind: z.enum(['first', 'contact', 'next', 'team', 'person']).describe('Why an operator was sought.'),
  ask: z.number().int().describe('Counts how often the chat sought an operator.'),
  state: z
    .enum(['granted', 'joined', 'void', 'nobody'])
    .describe('`granted`: the chat was not heard yet; `void`: it needed none any more.'),
  code: z.enum([...CHOSEN, ...NOBODY]).describe('Why this one, or why nobody.'),
  operator: nameNow.nullable(),
  rule: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  strategy: z.enum(['active', 'even', 'least']).nullable(),
  fellBack: z.boolean().describe('Nobody was online, so that the others took turns.'),
  tieBreak: z.enum(['turn', 'load', 'id']).nullable(),
  priority: z.number().int(),
  versions: z.object({ installation: z.number().int(), page: z.number().int() }),
  contact: nameNow.nullable().describe('By which the personal manager was found.'),
});

export const assignmentSchema = assignmentSummary.extend({
  waitingSince: moment,
  considered: z
    .array(
      z.object({
        person: nameNow,
        standing: z.enum(['chosen', 'considered', 'passed']).describe('`passed`: could not have been chosen.'),
        presence: z.enum(['online', 'away', 'offline']),
        load: z.number().int().describe('Open chats.'),
        capacity: z.number().int().nullable().describe('Null: no limit.'),
        pros: z.array(remark),
        cons: z.array(remark),
      }),
    )
    .describe('Everybody with access to the page, as they were then.'),
  whatElse: z.array(z.object({ person: nameNow, change: z.enum(['online', 'back', 'free', 'instead']) })),
  reproduced: z.boolean().describe('The same question, asked again, has the same answer.'),
  me: z.number().int().nullable().describe('Where in `considered` the one stands who asks.'),
});

export type AssignmentBody = z.infer<typeof assignmentSchema>;

export function toSummary(row: AssignmentRow): z.infer<typeof assignmentSummary> {
  const { id, kind, ask, state, code, choice, versions } = row;
  const { employeeId, ruleId, contactId, strategy, fellBack, tieBreak, priority } = choice;
  return {
    id,
    at: row.at.toISOString(),
    kind,
    ask,
    state,
    code,
    operator: employeeId === null ? null : { id: employeeId, name: row.operatorName },
    rule: ruleId === null ? null : { id: ruleId, name: row.ruleName },
    strategy,
    fellBack,
    tieBreak,
    priority,
    versions,
    contact: contactId === null ? null : { id: contactId, name: row.contactName },
  };
}

/** The choice with its table, and whether it comes out the same again. `viewerId`: who reads. */
export function toAssignment(record: AssignmentRecord, viewerId: string): AssignmentBody {
  const { question, choice, names } = record;
  const person = (id: string) => ({ id, name: names[id] ?? null });
  const me = choice.considered.findIndex(({ id }) => id === viewerId);
  return {
    ...toSummary(record),
    waitingSince: new Date(question.chat.waitingSince).toISOString(),
    considered: choice.considered.map(({ id, ...row }) => ({ person: person(id), ...asTold(row) })),
    whatElse: whatElse(question, choice).map(({ id, change }) => ({ person: person(id), change })),
    reproduced: comesOutAgain(question, choice),
    me: me === -1 ? null : me,
  };
}

function comesOutAgain(question: Question, choice: Choice): boolean {
  // What was stored went through JSON.
  return isDeepStrictEqual(JSON.parse(JSON.stringify(chooseOperator(question))), choice);
}

/** Only what the schema names, whatever a later version stores beside it. */
function asTold({ standing, presence, load, capacity, pros, cons }: Omit<Considered, 'id'>) {
  const told = ({ code, fact }: Remark) => (fact === undefined ? { code } : { code, fact });
  return { standing, presence, load, capacity, pros: pros.map(told), cons: cons.map(told) };
}
