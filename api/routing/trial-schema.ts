import { z } from 'zod';
import type { Person } from '#db/chats/row.ts';
import type { Differing, ShadowCount } from '#db/routing/shadow-report.ts';
import { ASSUMPTIONS, type Estimate } from '#workflows/routing/what-if/estimate-vocabulary.ts';
import { moment, moments, person, whole } from '../http/fields.ts';
import { patch } from '../settings/schema.ts';

const DAYS_MAX = 90;
/** An answer that comes in lines of JSON. */
export const LINES = 'application/x-ndjson';

export const whatIfQuestion = z.object({
  days: z.int().min(1).max(DAYS_MAX).describe('So many days up to now are replayed.'),
  settings: patch.describe('All that the scope would set itself.'),
});

const count = z.number().int();
const waits = z
  .object({
    waited: count.describe('Chats that did not get an operator at once.'),
    median: count.nullable(),
    p95: count.nullable(),
    longest: count.nullable(),
    nobody: count.describe('Chats that nobody got.'),
  })
  .describe('How long chats waited for an operator, in milliseconds.');
const code = z.string().describe('Why this one, or why nobody.');

export const estimateAnswer = z.object({
  from: moment,
  to: moment,
  chats: count,
  operators: z.array(
    z.object({
      operator: person,
      recorded: count.describe('Chats they really got.'),
      published: count.describe('As the published settings would have given them.'),
      draft: count.describe('As the draft would have given them.'),
      most: z.object({ published: count, draft: count }).describe('Open chats at once.'),
    }),
  ),
  waits: z.object({ recorded: waits, published: waits, draft: waits }),
  moved: z.object({
    total: count,
    items: z
      .array(
        z.object({
          chatNumber: count,
          at: moment,
          from: person.nullable(),
          to: person.nullable(),
          code: code.nullable(),
          rule: z.string().nullable(),
        }),
      )
      .describe('At most 200, the newest first.'),
  }),
  assumes: z.array(z.enum(ASSUMPTIONS)).describe('What it takes for granted: it is an estimate.'),
});
export type EstimateBody = z.infer<typeof estimateAnswer>;

/** An estimate with the names of its people. */
export function toEstimate(estimate: Estimate, people: Map<string, Person>): EstimateBody {
  const named = (id: string | null) => (id === null ? null : (people.get(id) ?? { id, name: '' }));
  const { from, to, operators, moved, ...rest } = estimate;
  return {
    ...rest,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    operators: operators
      .map(({ employeeId: id, ...counts }) => ({ operator: people.get(id) ?? { id, name: '' }, ...counts }))
      .toSorted((a, b) => a.operator.name.localeCompare(b.operator.name, 'uk')),
    moved: {
      total: moved.total,
      items: moved.items.map((one) => ({
        ...one,
        at: new Date(one.at).toISOString(),
        from: named(one.from),
        to: named(one.to),
      })),
    },
  };
}

export const shadowStart = z.object({ revision: whole.min(1).describe('Of the draft that is meant.') });

const side = z.object({ operator: person.nullable(), code, rule: z.string().nullable() });
export const shadowAnswer = z.object({
  since: moment.nullable().describe('Null: no draft is tried.'),
  decisions: count.describe('Choices since then.'),
  differing: count,
  items: z.array(z.object({ chatNumber: count, at: moment, published: side, draft: side })),
  operators: z.array(z.object({ operator: person, published: count, draft: count })),
});

interface Shadowed {
  since: Date | null;
  decisions: number;
  differing: number;
  items: Differing[];
  operators: ShadowCount[];
}

export function toShadow({ since, items, ...rest }: Shadowed) {
  return { ...rest, since: moments(since), items: items.map((one) => ({ ...one, at: one.at.toISOString() })) };
}
