import { z } from 'zod';
import type { CallStep, InboundEvent } from '#db/inbound/events.ts';
import { asText } from './as-text.ts';
import { eventKey } from './keys.ts';
import { type Arrival, Malformed } from './arrival.ts';
import { entryIdSchema, momentOf } from './shapes.ts';
import { fieldsOf, wordsIn } from './words.ts';

const seconds = z.coerce.number().min(0).max(1_000_000);
/** What is told of calls that the page places, and is of no use without being part of them. */
const SILENT = new Set(['call_status', 'media_update']);

/**
 * One of an entry's `calls[]` (messenger-platform §2.11); null when it is of no kind we know. Throws when it names no
 * call or nobody.
 */
export function readCall(item: unknown, { pageFacebookId, now }: Arrival): InboundEvent | null {
  const fields = fieldsOf(item);
  const [callId, event] = [entryIdSchema.parse(fields['id']), wordsIn(fields['event'], 40) ?? ''];
  const time = z.union([z.number(), z.string()]).safeParse(fields['timestamp']).data;
  const at = momentOf(time, now) ?? now;
  const base = { pageFacebookId, at, raw: asText(item) };
  const key = (step: string): string => eventKey({ pageFacebookId }, 'call', `${callId}:${step}`);
  if (SILENT.has(event)) {
    const psid = entryIdSchema.safeParse(fields['recipient_id']).data ?? personIn(fields, pageFacebookId);
    return { ...base, psid: psid ?? null, kind: 'other', name: event, key: key(`${event}:${at}`) };
  }
  const step = stepOf(event, fields, pageFacebookId);
  return step && { ...base, kind: 'call', callId, key: key(event), ...step };
}

function stepOf(
  event: string,
  fields: Record<string, unknown>,
  page: string,
): (CallStep & { psid: string | null }) | null {
  if (event === 'terminate') {
    const lasted = fields['duration'] === '' ? null : (seconds.safeParse(fields['duration'] ?? undefined).data ?? null);
    return {
      psid: null,
      step: 'terminate',
      failed: wordsIn(fields['status'])?.toLowerCase() === 'failed',
      seconds: lasted,
    };
  }
  if (event !== 'connect') return null;
  const psid = personIn(fields, page);
  if (psid === undefined) throw new Malformed('a call of nobody');
  const told = wordsIn(fields['call_direction']);
  return {
    psid,
    step: 'connect',
    byClient: told === null ? String(fields['from']) === psid : told !== 'business_initiated',
  };
}

/** Whichever of the two is not the page. */
function personIn({ from, to }: Record<string, unknown>, page: string): string | undefined {
  return [from, to].map((id) => entryIdSchema.safeParse(id).data).find((id) => id !== undefined && id !== page);
}
