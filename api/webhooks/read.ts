import { createHash } from 'node:crypto';
import type { CountryCode } from 'libphonenumber-js';
import type { InboundEvent } from '#db/inbound/events.ts';
import { asText } from './as-text.ts';
import { Countries } from './countries.ts';
import { readEvent } from './read-event.ts';
import { entrySchema } from './shapes.ts';

export class NotAPageDelivery extends Error {
  override name = 'NotAPageDelivery';
}

/**
 * The events of one delivery, in our words. Each is read by itself: one that is unknown or malformed is parked as it came and does not
 * touch its neighbours. Throws `SyntaxError` for what is not JSON and `NotAPageDelivery` for another `object`.
 */
export function readDelivery(
  body: string,
  now: number,
  countries: Pick<Countries, 'of'> = new Countries(),
): InboundEvent[] {
  const delivery: unknown = JSON.parse(body);
  if (typeof delivery !== 'object' || delivery === null || !('object' in delivery) || delivery.object !== 'page') {
    throw new NotAPageDelivery('not a delivery for a page');
  }
  const entries = 'entry' in delivery && Array.isArray(delivery.entry) ? (delivery.entry as unknown[]) : [delivery];
  return entries.flatMap((entry) => readEntry(entry, now, countries));
}

function readEntry(entry: unknown, now: number, countries: Pick<Countries, 'of'>): InboundEvent[] {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) return [park('', entry, now, 'entry')];
  const { id, messaging, standby, changes } = parsed.data;
  return [
    ...[...messaging, ...standby].map((item) => attempt(id, item, now, countries.of(id))),
    ...changes.map((change) => park(id, change, now, 'change')),
  ];
}

function attempt(pageFacebookId: string, item: unknown, now: number, country: CountryCode): InboundEvent {
  try {
    return readEvent(pageFacebookId, item, now, country) ?? park(pageFacebookId, item, now, 'unknown');
  } catch {
    return park(pageFacebookId, item, now, 'malformed');
  }
}

function park(pageFacebookId: string, item: unknown, now: number, why: string): InboundEvent {
  const raw = asText(item);
  const key = `parked:${createHash('sha256').update(pageFacebookId).update(raw).digest('hex')}`;
  return { kind: 'parked', why, key, pageFacebookId, psid: null, at: now, raw };
}
