import type { InboundEvent } from '#db/inbound/events.ts';
import { type Arrival, Malformed } from './arrival.ts';
import { asText } from './as-text.ts';
import { type Base, eventKey } from './keys.ts';
import { readAbout, readReceipt } from './read-about.ts';
import { readSaid } from './read-said.ts';
import { itemSchema, momentOf } from './shapes.ts';
import { type Fields, fieldsOf, wordsIn } from './words.ts';

/**
 * One `messaging[]` item as an event; null when it is of no kind we know. Throws when it is of one and cannot be read.
 */
export function readEvent(item: unknown, arrival: Arrival): InboundEvent | null {
  const parsed = itemSchema.parse(item);
  const { pageFacebookId, now } = arrival;
  // Our words and the page's have sender and recipient swapped: the client is the one who is not the page.
  const psid = [parsed.sender?.id, parsed.recipient?.id].find((id) => id && id !== pageFacebookId) ?? null;
  const base: Base = { pageFacebookId, psid, at: momentOf(parsed.timestamp, now) ?? now, raw: asText(item) };
  if (psid === null) return null;
  const event =
    readSaid(base, parsed, fieldsOf(item), arrival) ??
    readAbout(base, parsed, arrival.country) ??
    readReceipt(base, parsed, now) ??
    readOther(base, fieldsOf(item));
  if (event === null && KNOWN.some((name) => fieldsOf(item)[name] !== null && name in fieldsOf(item)))
    throw new Malformed('nothing in it to go by');
  return event;
}

/** Kinds of which something has to be readable. */
const KNOWN = [
  'message',
  'postback',
  'referral',
  'reaction',
  'message_edit',
  'delivery',
  'read',
  'order',
  'lead',
  'messaging_feedback',
  'messaging_customer_information',
] as const;

/** Kept as they come; some of them are told in the chat. */
const KEPT = [
  'optin',
  'account_linking',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'policy_enforcement',
  'policy-enforcement',
  'response_feedback',
  'template',
  'form',
];

function readOther(base: Base, fields: Fields): InboundEvent | null {
  const name = KEPT.find((candidate) => (fields[candidate] ?? null) !== null);
  if (!name) return null;
  const about = fieldsOf(fields[name]);
  const title = wordsIn(about['title']) ?? wordsIn(about['feedback']);
  const key = eventKey(base, name, `${base.psid}:${base.at}`);
  return { ...base, kind: 'other', name, key, ...(title && { title }) };
}
