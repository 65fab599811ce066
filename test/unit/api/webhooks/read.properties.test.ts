import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDelivery } from '#api/webhooks/read.ts';
import { fromClient, PAGE, textItem } from './items.ts';
import { now, odd, maybe, items, bodyOf, faultsOf } from './anything.ts';

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

/** Whether a page could be called so. */
function isName(id: unknown): boolean {
  if (typeof id === 'number') return Number.isSafeInteger(id);
  // Counted by signs, as the schema does: an emoji is one of them.
  return typeof id === 'string' && id !== '' && [...id].length <= 200 && !id.includes('\u0000') && id.isWellFormed();
}

test('whatever stands in an item, it becomes exactly one event that the database can keep', () => {
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

test('neighbours of anything are read as if they were alone', () => {
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

test('any one odd field of an event of any kind is one event, and its neighbours are read', () => {
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

test('a client’s message with its name and sender stays a message, whatever else in it is odd', () => {
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
});
