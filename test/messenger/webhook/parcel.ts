import { serialise, signatureHeaders, type SignatureKind } from '../wire.ts';
import type { Switches } from '../switches.ts';
import type { Item, WebhookEvent } from './delivery.ts';
import { causeOf } from './subscription.ts';

type Entry = { id?: string; time?: unknown; [key: string]: unknown };

/** The body of one POST. Events of one page share an entry up to `perEntry`; Meta's own number is one. */
export function bodyOf(
  items: Item[],
  perEntry: number,
  { stringTimestamps, unknownMembers }: Pick<Switches, 'stringTimestamps' | 'unknownMembers'>,
): string {
  const entries: { page: string; key: string; time: number; events: WebhookEvent[] }[] = [];
  for (const { delivery, key, event, entryTime } of items) {
    const last = entries.at(-1);
    const isOfSame = last !== undefined && last.page === delivery.page && last.key === key && key !== 'entry';
    const fits = isOfSame && last.events.length < perEntry;
    if (fits) last.events.push(event);
    else entries.push({ page: delivery.page, key, time: entryTime, events: [event] });
  }
  const strange = unknownMembers
    ? { holograms: [{ id: `h_${entries[0]?.time}`, depth: 3 }], hologram_settings: { on: true } }
    : {};
  const entry = entries.map(({ page, key, time, events }): Entry => ({
    ...strange,
    ...entryOf(page, time, key, events),
  }));
  return serialise({ object: 'page', entry: stringTimestamps ? entry.map(withStrings) : entry });
}

/** Some events sit on the entry itself; a call's permission even without its id and time (messenger-platform §2.11). */
function entryOf(page: string, time: number, key: string, events: WebhookEvent[]): Entry {
  if (key !== 'entry') return { id: page, time, [key]: events };
  const [event = {}] = events;
  return 'call_permission_reply' in event ? event : { id: page, time, ...event };
}

export type Shipment = { url: string; body: string; secret: string; signature: SignatureKind; timeoutMs: number };
export type Outcome = { httpStatus: number | null; error: string | null };

/** One attempt; only a 200 within the time counts, and the answer's body means nothing. */
export async function post({ url, body, secret, signature, timeoutMs }: Shipment): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'facebookexternalua',
        Accept: '*/*',
        ...signatureHeaders(body, secret, signature),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.arrayBuffer();
    return { httpStatus: answer.status, error: answer.status === 200 ? null : `answered ${answer.status}` };
  } catch (error) {
    return { httpStatus: null, error: error instanceof Error ? causeOf(error) : String(error) };
  }
}

function withStrings(entry: Entry): Entry {
  const strings = Object.entries(entry).map(([key, value]) => [key, Array.isArray(value) ? value.map(stamped) : value]);
  return { ...(Object.fromEntries(strings) as Entry), ...('time' in entry ? { time: String(entry.time) } : {}) };
}

function stamped(event: WebhookEvent): WebhookEvent {
  return 'timestamp' in event ? { ...event, timestamp: String(event['timestamp']) } : event;
}
