import { createHash } from 'node:crypto';
import type { InboundEvent, ParkedWhy } from '#db/inbound/events.ts';
import { asText } from './as-text.ts';
import { Countries } from './countries.ts';
import { readCall } from './read-call.ts';
import type { Arrival, Seal } from './arrival.ts';
import { readEvent } from './read-event.ts';
import { entryIdSchema } from './shapes.ts';
import { clean, fieldsOf } from './words.ts';

export class NotAPageDelivery extends Error {
  override name = 'NotAPageDelivery';
}

/** A delivery for pages, parsed and not looked into yet; `strange`: without a list of entries. */
export interface Opened {
  entries: unknown[];
  strange?: unknown;
}

/** Throws `SyntaxError` for what is not JSON and `NotAPageDelivery` for another `object`. */
export function openDelivery(body: string): Opened {
  const delivery: unknown = JSON.parse(body);
  if (fieldsOf(delivery)['object'] !== 'page') throw new NotAPageDelivery('not a delivery for a page');
  const { entry } = fieldsOf(delivery);
  return Array.isArray(entry) ? { entries: entry as unknown[] } : { entries: [], strange: delivery };
}

/** Facebook's ids of the pages it is for. */
export function pagesOf({ entries }: Opened): string[] {
  return [...new Set(entries.flatMap((entry) => pageOf(fieldsOf(entry)) ?? []))];
}

/** What the installation knows without looking: whose phone numbers are read how, and its own applications. */
export interface Known {
  countries: Pick<Countries, 'of'>;
  appIds: readonly string[];
  seal?: Seal;
}

/**
 * The events of one delivery, in our words, one after the other. Each is read by itself: one that is unknown or
 * malformed is parked as it came and does not touch its neighbours.
 */
export function* eventsOf({ entries, strange }: Opened, now: number, known: Known): Generator<InboundEvent> {
  if (strange !== undefined) yield park('', strange, now, 'entry');
  for (const entry of entries) yield* readEntry(entry, now, known);
}

export function readDelivery(
  body: string,
  now: number,
  known: Known = { countries: new Countries(), appIds: [] },
): InboundEvent[] {
  return [...eventsOf(openDelivery(body), now, known)];
}

/**
 * Lists of items that are read one by one; of the same items `standby` holds those of a thread that another app owns.
 */
const READ = new Set(['messaging', 'standby']);
const HEAD = new Set(['id', 'time', 'sender', 'recipient', 'timestamp']);

function* readEntry(entry: unknown, now: number, { countries, appIds, seal }: Known): Generator<InboundEvent> {
  const fields = fieldsOf(entry);
  const page = pageOf(fields);
  if (page === null) return yield park('', entry, now, 'entry');
  const arrival: Arrival = { pageFacebookId: page, now, country: countries.of(page), appIds, ...(seal && { seal }) };
  for (const [name, value] of Object.entries(fields)) {
    if (HEAD.has(name) || value === null) continue;
    if (Array.isArray(value) && READ.has(name)) for (const item of value) yield attempt(readEvent, item, arrival);
    else if (Array.isArray(value) && name === 'calls')
      for (const item of value) yield attempt(readCall, item, arrival, name);
    else if (Array.isArray(value))
      for (const item of value) yield park(page, item, now, name === 'changes' ? 'change' : 'unknown', name);
    // Some events sit on the entry itself, in no list (messenger-platform §1.3).
    else
      yield park(
        page,
        { ...headOf(fields), [name]: value },
        now,
        READ.has(name) || name === 'calls' ? 'malformed' : 'unknown',
        name,
      );
  }
}

/**
 * An entry without an id may name its page as the recipient: so does a call's permission (messenger-platform §2.11).
 */
function pageOf(fields: Record<string, unknown>): string | null {
  return entryIdSchema.safeParse(fields['id'] ?? fieldsOf(fields['recipient'])['id']).data ?? null;
}

function headOf(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => ['sender', 'recipient', 'timestamp'].includes(name)),
  );
}

type Reader = (item: unknown, arrival: Arrival) => InboundEvent | null;

function attempt(read: Reader, item: unknown, arrival: Arrival, list?: string): InboundEvent {
  const { pageFacebookId, now } = arrival;
  try {
    return read(item, arrival) ?? park(pageFacebookId, item, now, 'unknown', list ?? unknownIn(item));
  } catch {
    return park(pageFacebookId, item, now, 'malformed', list);
  }
}

/** Whose it is, where that can be told. */
function personIn(item: unknown, page: string): string | null {
  const sides = [fieldsOf(item)['sender'], fieldsOf(item)['recipient']];
  const ids = sides.map((side) => entryIdSchema.safeParse(fieldsOf(side)['id']).data);
  return ids.find((id) => id !== undefined && id !== '' && id !== page) ?? null;
}

/** The member that says what it would be. */
function unknownIn(item: unknown): string | undefined {
  return Object.keys(fieldsOf(item)).find((name) => !HEAD.has(name));
}

function park(pageFacebookId: string, item: unknown, now: number, why: ParkedWhy, name?: string): InboundEvent {
  const raw = asText(item);
  const key = `parked:${createHash('sha256').update(pageFacebookId).update(raw).digest('hex')}`;
  const named = name === undefined ? {} : { name: clean(name.slice(0, 60)) };
  return { kind: 'parked', why, key, pageFacebookId, psid: personIn(item, pageFacebookId), at: now, raw, ...named };
}
