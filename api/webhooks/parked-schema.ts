import { z } from 'zod';
import { PARKED } from '#db/inbound/events.ts';
import type { ParkedRow } from '#db/inbound/parked.ts';
import { moment, person } from '../http/fields.ts';

const REASONS = [...PARKED, 'delivery', 'unknown_page'] as const;

export const parkedSchema = z.object({
  reason: z
    .enum(REASONS)
    .describe(
      'entry, change: of no shape we read; unknown: of a kind nobody knows; malformed: of a known kind, with ' +
        'nothing to go by; too_much: a delivery too large to look into; delivery: one that could not be read; ' +
        'unknown_page: of a page that is not connected.',
    ),
  name: z.string().nullable().describe("The field nobody knows, or the event's kind."),
  page: person.nullable(),
  count: z.number().int(),
  since: moment,
  last: moment,
  keys: z.array(z.string()).describe('Names of the fields in the newest one.'),
});

const KEYS_MAX = 60;
/**
 * A field's name in JSON; inside a text its quotes would be escaped. Names of people's things (numbers, words) are none
 * of Meta's.
 */
const KEY = /"([a-z][a-z_]{0,39})"\s*:/g;

export function toParked({ kind, page, count, since, last, raw }: ParkedRow): z.infer<typeof parkedSchema> {
  const [, why = '', name = null] = /^parked: (\w+)(?: (.*))?$/s.exec(kind) ?? [];
  const reason = REASONS.find((known) => known === why) ?? 'unknown_page';
  return {
    reason,
    name: reason === 'unknown_page' ? kind : (name ?? null),
    page,
    count,
    since: since.toISOString(),
    last: last.toISOString(),
    keys: [...new Set([...raw.matchAll(KEY)].map(([, key = '']) => key))].slice(0, KEYS_MAX),
  };
}
