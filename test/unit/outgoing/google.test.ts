import { expect, test } from 'vitest';
import { requestOf } from '#activities/analytics/event.ts';
import { COUNTED_KINDS } from '#db/entities/outgoing/outgoing-event.ts';
import { faultsOf, type Hit } from '#test/google/validation.ts';

const query = new URLSearchParams({ measurement_id: 'G-SVITLO2027', api_secret: 'x' });
const facts = { number: 5, what: 'email', seconds: 90, recordId: 'r', amount: 1_99, employeeId: 'e' } as const;
const of = { at: new Date(), facts, pageId: 'p', clientName: 'c' };
const asHit = (request: object) => request as Omit<Hit, 'query'>;

test.each(COUNTED_KINDS)('F14: an event of %s is what Google takes, with and without facts', (kind) => {
  expect(faultsOf(query, asHit(requestOf({ ...of, kind })))).toEqual([]);
  expect(JSON.stringify(requestOf({ ...of, kind }))).not.toContain('"e"');
  const bare = kind === 'order.made' ? { recordId: 'r' } : {};
  expect(faultsOf(query, asHit(requestOf({ ...of, kind, facts: bare, pageId: null })))).toEqual([]);
});

test('F14: the stand-in for Google finds what Google would', () => {
  const codes = (hit: object) => faultsOf(query, asHit(hit)).map(({ validationCode }) => validationCode);
  expect(codes({})).toEqual(['VALUE_REQUIRED', 'VALUE_REQUIRED']);
  const event = (name: string, params = {}) => ({ client_id: 'c', events: [{ name, params }] });
  expect(codes(event('1st'))).toEqual(['NAME_INVALID']);
  expect(codes(event('ga_chat'))).toEqual(['NAME_RESERVED']);
  expect(codes(event('generate_lead', { value: 1 }))).toEqual(['VALUE_REQUIRED']);
  expect(codes({ ...event('chat'), timestamp_micros: (Date.now() - 73 * 3_600_000) * 1_000 })).toEqual([
    'VALUE_INVALID',
  ]);
  expect(codes({ ...event('chat'), consent: { ad_user_data: 'denied' } })).toEqual(['VALUE_INVALID']);
});
