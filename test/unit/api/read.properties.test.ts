import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotAPageDelivery, readDelivery } from '#api/webhooks/read.ts';
import type { InboundEvent } from '#db/inbound/events.ts';
import { PAGE, textItem } from './items.ts';

const now = Date.UTC(2026, 10, 23, 12);

/** Strings a database or an index may stumble over. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('\u0000', 'a\u0000b', '\ud83d', '\udc4b', '👋', '__proto__', '', '%s', '${x}', '\r\n', '\u202e'),
  fc.string({ unit: 'binary', minLength: 290, maxLength: 310 }),
  fc.nat(4_000).map((length) => '👋'.repeat(length)),
  fc.nat(4_000).map((length) => randomLike(length)),
);
const odd = fc.oneof(
  nasty,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof({ arbitrary: value, weight: 6 }, { arbitrary: odd, weight: 1 });
const part = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { requiredKeys: [] });
const mid = maybe(nasty);
const time = maybe(fc.oneof(fc.constantFrom(now, now / 1000, String(now), 1e308, -0, 1), fc.double()));

const item = part({
  sender: maybe(part({ id: mid })),
  recipient: maybe(part({ id: maybe(fc.constant(PAGE)) })),
  timestamp: time,
  message: maybe(
    part({
      mid,
      text: mid,
      is_echo: maybe(fc.boolean()),
      metadata: mid,
      attachments: maybe(
        fc.array(part({ type: mid, title: mid, payload: maybe(part({ title: mid })) }), { maxLength: 3 }),
      ),
      reply_to: maybe(part({ mid })),
      referral: maybe(part({ ref: mid })),
    }),
  ),
  postback: maybe(part({ mid, title: mid, payload: mid })),
  referral: maybe(part({ ref: mid, source: mid })),
  reaction: maybe(part({ mid, action: fc.constantFrom('react', 'unreact', 'other'), emoji: mid })),
  message_edit: maybe(part({ mid, text: mid, num_edit: maybe(fc.integer()) })),
  delivery: maybe(part({ mids: maybe(fc.array(mid, { maxLength: 60 })), watermark: time })),
  read: maybe(part({ watermark: time })),
  optin: maybe(part({ ref: mid })),
});
const items = fc.array(item, { maxLength: 4 });
const bodyOf = (messaging: unknown[], id: unknown = PAGE) =>
  JSON.stringify({ object: 'page', entry: [{ id, messaging }] });

test('whatever stands in an item, it becomes exactly one event that the database can keep', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(items, maybe(fc.constant(PAGE)), (messaging, id) => {
      const events = readDelivery(bodyOf(messaging, id), now);
      expect(events.flatMap(faultsOf)).toEqual([]);
      // A page without a proper id is parked whole.
      expect(events).toHaveLength(id === PAGE || isName(id) ? messaging.length : 1);
    }),
    { numRuns: 250 },
  );
});

test('neighbours of anything are read as if they were alone', { timeout: 30_000 }, () => {
  const good = textItem('m_good', 'Добрий день');
  const [alone] = readDelivery(bodyOf([good]), now);
  fc.assert(
    fc.property(items, items, (before, after) => {
      const events = readDelivery(bodyOf([...before, good, ...after]), now);
      expect(events[before.length]).toEqual(alone);
    }),
    { numRuns: 60 },
  );
});

test('any JSON gives events or the one refusal, any other text a syntax error', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.json().map((inner) => `{"object":"page","entry":${inner}}`),
      ),
      (body) => {
        expect(outcomeOf(body)).toBe('as promised');
      },
    ),
    { numRuns: 250 },
  );
});

test(
  'the same delivery read again has the same keys, and different events have different ones',
  { timeout: 30_000 },
  () => {
    fc.assert(
      fc.property(items, (messaging) => {
        const keys = readDelivery(bodyOf(messaging), now).map(({ key }) => key);
        expect(readDelivery(bodyOf(messaging), now).map(({ key }) => key)).toEqual(keys);
      }),
      { numRuns: 60 },
    );
    const [one, other] = readDelivery(bodyOf([textItem('m_1', 'a'), textItem('m_2', 'a')]), now);
    expect(one?.key).not.toBe(other?.key);
  },
);

function outcomeOf(body: string): string {
  try {
    const events = readDelivery(body, now);
    return events.every((event) => faultsOf(event).length === 0) ? 'as promised' : 'an event that cannot be kept';
  } catch (error) {
    return error instanceof SyntaxError || error instanceof NotAPageDelivery ? 'as promised' : String(error);
  }
}

/** What PostgreSQL would refuse: NUL and half characters in text and jsonb, an index entry beyond 2704 bytes, a time it does not know. */
function faultsOf(event: InboundEvent): string[] {
  const faults: string[] = [];
  const texts = JSON.stringify(event, (key, value: unknown) => (key === 'raw' ? undefined : value));
  if (/(?<!\\)(\\\\)*\\u0000/.test(texts)) faults.push('NUL');
  if (/(?<!\\)(\\\\)*\\ud[89a-f]/.test(texts)) faults.push('half a character');
  if (event.raw.includes('\u0000')) faults.push('NUL in raw');
  if (Buffer.byteLength(event.key) > 2_000) faults.push('key too long');
  if (!Number.isFinite(event.at) || Number.isNaN(new Date(event.at).getTime())) faults.push('no time');
  return faults;
}

function randomLike(length: number): string {
  return Array.from({ length }, (_, n) => String.fromCharCode(33 + ((n * 7919 + length) % 90))).join('');
}

/** Whether a page could be called so. */
function isName(id: unknown): boolean {
  if (typeof id === 'number') return Number.isSafeInteger(id);
  return typeof id === 'string' && id.length > 0 && id.length <= 200 && !id.includes('\u0000') && id.isWellFormed();
}
