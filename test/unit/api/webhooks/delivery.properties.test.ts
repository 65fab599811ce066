import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotAPageDelivery, readDelivery } from '#api/webhooks/read.ts';
import { PAGE, textItem } from './items.ts';
import { now, odd, items, bodyOf, faultsOf } from './anything.ts';

function outcomeOf(body: string): string {
  try {
    const events = readDelivery(body, now);
    return events.every((event) => faultsOf(event).length === 0) ? 'as promised' : 'an event that cannot be kept';
  } catch (error) {
    return error instanceof SyntaxError || error instanceof NotAPageDelivery ? 'as promised' : String(error);
  }
}

test('whatever members an entry has, those we know are read', () => {
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

test('the same delivery read again has the same keys, and different events have different ones', () => {
  fc.assert(
    fc.property(items, (messaging) => {
      const keys = readDelivery(bodyOf(messaging), now).map(({ key }) => key);
      expect(readDelivery(bodyOf(messaging), now).map(({ key }) => key)).toEqual(keys);
    }),
    { numRuns: 60 },
  );
  const [one, other] = readDelivery(bodyOf([textItem('m_1', 'a'), textItem('m_2', 'a')]), now);
  expect(one?.key).not.toBe(other?.key);
});
