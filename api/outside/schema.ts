import { z } from 'zod';
import { TASK_KINDS } from '#db/entities/records/neighbour-task.ts';
import type { TaskShown } from '#db/neighbour/shown.ts';
import { moment, person, plainText, words } from '../http/fields.ts';
import { newLead } from '../leads/schema.ts';
import { newOrder } from '../orders/schema.ts';

const key = z.uuid().describe('Of the request: the same from the same person is the same, however often it comes.');
const lead = newLead.pick({ name: true, phone: true, email: true, sourceId: true, amount: true, note: true });
const order = newOrder.pick({ name: true, sourceId: true, withVat: true, discount: true, lines: true, note: true });

/** What is asked of the company's other CRM. */
export const outsideTask = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lead'), key, lead }),
  z.object({ kind: z.literal('order'), key, order }),
  z.object({
    kind: z.literal('document'),
    key,
    document: z.object({ id: words.max(200), name: words.max(200).describe('As the client will see it.') }),
  }),
]);
export const outsidePath = z.object({ number: z.string(), id: z.uuid() });

export const taskSchema = z.object({
  id: z.string().nullable().describe('None: the chat wants it by the settings.'),
  kind: z.enum(TASK_KINDS),
  name: z.string(),
  state: z
    .enum(['waiting', 'made', 'refused'])
    .describe('waiting: it is asked for, again and again; made: it is here and waits to go out.'),
  problem: plainText.nullable().describe('Why it is not there, as of the last try; `window_closed` and so on.'),
  problemStatus: z.number().int().nullable().describe('With which status the CRM answered.'),
  by: person.nullable(),
  at: moment,
});

export const toTask = ({ at, ...task }: TaskShown) => ({ ...task, at: at.toISOString() });

/** Documents of the chat's client that stand in the other CRM. */
export const outsideDocuments = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      person: person.describe('Whose it is: the CRM may know several who could be the client.'),
      kind: z.string().describe('invoice, contract, act, waybill, or a word of theirs.'),
      number: z.string().nullable(),
      total: z.number().int().describe('In hundredths of its currency.'),
      currency: z.string(),
      url: z.string().nullable(),
      goesAs: z.enum(['file', 'link']).nullable().describe('None: it has neither.'),
    }),
  ),
  reason: z.string().nullable().describe('Why nothing is known: the CRM is off, away, slow …'),
});
