import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotAPageDelivery, readDelivery } from '#api/webhooks/read.ts';
import type { InboundEvent } from '#db/inbound/events.ts';
import { fromClient, PAGE, textItem } from './items.ts';

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

/** Valid items of every kind we read. */
const valid: Record<string, unknown>[] = [
  { message: { mid: 'm_1', text: 'слово', reply_to: { mid: 'm_0' }, quick_reply: { payload: 'x' } } },
  { message: { mid: 'm_2', attachments: [{ type: 'fallback', title: 'x', url: 'https://x.example', payload: null }] } },
  {
    message: {
      mid: 'm_3',
      attachments: [{ type: 'template', payload: { product: { elements: [{ title: 'x', subtitle: '5' }] } } }],
    },
  },
  { message: { mid: 'm_4', text: 'x', referral: { ref: 'r', source: 'ADS', ad_id: '5' } } },
  { message: { mid: 'm_5', text: 'x', is_echo: true, app_id: 26390203743090, metadata: 'x' } },
  { message: { mid: 'm_6', is_deleted: true } },
  { postback: { mid: 'm_7', title: 'x', payload: 'P', referral: { ref: 'r' } } },
  { reaction: { mid: 'm_1', action: 'react', emoji: '❤', reaction: 'love' } },
  { message_edit: { mid: 'm_1', text: 'y', num_edit: 1 } },
  { delivery: { mids: ['m_1'], watermark: now } },
  { read: { watermark: now } },
  { referral: { source: 'ADS', ad_id: '5' }, lead: { data: [{ question: 'Телефон', answer: '+380671234567' }] } },
  { order: { products: [{ name: 'x', quantity: 1, unit_price: 5, currency: 'UAH' }], note: 'y' } },
  { messaging_feedback: { feedback_screens: [{ questions: { q: { type: 'csat', payload: '1' } } }] } },
].map((fields) => ({ ...fromClient({}), ...fields }));

/** Where something stands in a value. */
function placesIn(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[name], ...placesIn(inner).map((rest) => [name, ...rest])]);
}

/** The same with something else at one place; undefined: with nothing there. */
function withOdd(value: unknown, [name, ...rest]: (string | number)[], instead: unknown): unknown {
  if (name === undefined) return instead;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = withOdd(copy[name], rest, instead);
  return copy;
}

const spoilt = fc
  .constantFrom(...valid)
  .chain((item) =>
    fc.tuple(fc.constant(item), fc.constantFrom(...placesIn(item)), fc.oneof(odd, fc.constant(undefined))),
  );

test('any one odd field of an event of any kind is one event, and its neighbours are read', { timeout: 30_000 }, () => {
  const good = textItem('m_good', 'Добрий день');
  const [alone] = readDelivery(bodyOf([good]), now);
  fc.assert(
    fc.property(spoilt, ([item, place, instead]) => {
      const events = readDelivery(bodyOf([good, withOdd(item, place, instead), good]), now);
      expect(events).toHaveLength(3);
      expect([events[0], events[2]]).toEqual([alone, alone]);
      expect(events.flatMap(faultsOf)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

test(
  'a client’s message with its name and sender stays a message, whatever else in it is odd',
  { timeout: 30_000 },
  () => {
    const [item] = valid;
    const names = new Set(['sender', 'recipient', 'message', 'mid', 'id', 'is_echo', 'is_deleted']);
    const places = placesIn(item).filter(
      (place) => place.join() === 'message.reply_to.mid' || !names.has(String(place.at(-1))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.oneof(odd, fc.constant(undefined)), (place, instead) => {
        const [event] = readDelivery(bodyOf([withOdd(item, place, instead)]), now);
        expect(event).toMatchObject({ kind: 'message', mid: 'm_1' });
      }),
      { numRuns: 200 },
    );
  },
);

test('whatever members an entry has, those we know are read', { timeout: 30_000 }, () => {
  const good = textItem('m_good', 'Добрий день');
  const name = fc
    .string({ maxLength: 20 })
    .filter((word) => !['id', 'messaging', 'standby', '__proto__'].includes(word));
  fc.assert(
    fc.property(fc.dictionary(name, fc.oneof(odd, fc.array(odd, { maxLength: 3 }))), (members) => {
      const body = JSON.stringify({ object: 'page', entry: [{ ...members, id: PAGE, messaging: [good] }] });
      const events = readDelivery(body, now);
      expect(events.filter(({ kind }) => kind === 'message')).toHaveLength(1);
      expect(events.filter(({ kind }) => !['message', 'parked'].includes(kind))).toEqual([]);
      expect(events.flatMap(faultsOf)).toEqual([]);
    }),
    { numRuns: 150 },
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

/**
 * What PostgreSQL would refuse: NUL and half characters in text and jsonb, an index entry beyond 2704 bytes, a time it
 * does not know.
 */
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
