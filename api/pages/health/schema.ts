import { z } from 'zod';
import type { HealthEventRow, SeenHealth } from '#db/page-health/read.ts';
import {
  CHECK_CODES,
  CHECK_KINDS,
  type Check,
  type CheckKind,
  type Health,
  MARKS,
} from '#workflows/page/vocabulary.ts';
import { moment } from '../../http/fields.ts';

export const mark = z.enum(MARKS).describe('`warning`: it works, and somebody should look; `broken`: chats suffer.');
const kind = z.enum(CHECK_KINDS);
const detail = z
  .object({
    subcode: z.number().int().describe('Meta’s subcode of error 190.'),
    scopes: z.array(z.string()),
    fields: z.array(z.string()),
    until: moment,
    usual: z.number().int().describe('Messages an hour that are usual now.'),
    minutes: z.number().int(),
    count: z.number().int(),
    percent: z.number(),
    kinds: z.array(z.string()),
  })
  .partial()
  .describe('The figures behind the code; of each code its own.');

const check = z.object({
  kind,
  state: mark,
  code: z.enum(CHECK_CODES).describe('Why it is so.'),
  since: moment.describe('Since when it is in this state.'),
  at: moment.nullable().describe('When it was looked at last; null: not yet.'),
  detail,
});

export const pageHealthSchema = z.object({
  page: z.object({ id: z.string(), name: z.string(), facebookId: z.string(), createdAt: moment }),
  state: mark,
  since: moment,
  checks: z.array(check),
  heldAnswers: z.number().int().describe('Answers that wait until the page is mended.'),
  nextLookAt: moment.nullable(),
  source: z
    .enum(['workflow', 'stored'])
    .describe('Who says so: the page’s workflow, or, while the engine is away, what was kept of it.'),
});

export const pageHistorySchema = z.object({
  hours: z.array(z.object({ hour: moment, received: z.number().int(), usual: z.number() })),
  isLearnt: z.boolean().describe('What is usual is known, from two whole weeks on.'),
  events: z.array(z.object({ kind, state: mark, code: z.enum(CHECK_CODES), at: moment, detail })),
});

const toDetail = ({ until, ...rest }: Check['detail']) => ({
  ...rest,
  ...(until === undefined ? {} : { until: momentOf(until) }),
});

const momentOf = (at: number): string => new Date(at).toISOString();

/** A page's health as it is told; of one that nobody has looked at yet nothing is known. */
export function toHealth(seen: SeenHealth, health: Health, source: 'workflow' | 'stored') {
  const { id, name, facebookId, createdAt, held } = seen;
  const checkOf = (one: CheckKind) => {
    const { since, at, detail: facts, ...rest } = health.checks[one];
    return {
      kind: one,
      ...rest,
      since: momentOf(since),
      at: at === null ? null : momentOf(at),
      detail: toDetail(facts),
    };
  };
  return {
    page: { id, name, facebookId, createdAt: createdAt.toISOString() },
    state: health.state,
    since: momentOf(health.since),
    checks: CHECK_KINDS.map(checkOf),
    heldAnswers: held,
    nextLookAt: health.state === 'unknown' ? null : momentOf(health.next),
    source,
  };
}

export const toEvent = ({ at, detail: facts, ...rest }: HealthEventRow) => ({
  ...rest,
  at: at.toISOString(),
  detail: toDetail(facts),
});
