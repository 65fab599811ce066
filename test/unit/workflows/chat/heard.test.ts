import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputsIn, newestIn } from '#workflows/chat/parse/input.ts';
import { readable } from '#workflows/chat/parse/ours.ts';
import { isTimely } from '#workflows/chat/parse/request.ts';
import { answeredInMeta, failed, finish, leave, noon, olena, reacted, replied, take, wrote, queueOf } from './chats.ts';

const good = [wrote(), reacted(), replied(), answeredInMeta(), failed('out-1')];
const one = wrote();

describe('Y22: what a chat is told', () => {
  test('what is ours is taken as it is, with facts of tomorrow', () => {
    expect(inputsIn(good)).toEqual(good);
    expect(inputsIn([{ ...one, mood: 'good' }])).toHaveLength(1);
  });

  test.each([
    ['nothing', undefined],
    ['the mark of what is not encrypted', { unreadable: true }],
    ['a text', 'inputs'],
    ['an unknown kind', [{ ...one, kind: 'client_sang' }]],
    ['a kind that every object knows', [{ ...one, kind: 'constructor' }]],
    ['one more of them', [{ ...one, kind: '__proto__' }]],
    ['no kind', [{ ...one, kind: undefined }]],
    ['null', [null]],
    ['a list in a list', [[one]]],
    ['a number as text', [{ ...one, id: '7' }]],
    ['a number that is none', [{ ...one, id: Number.NaN }]],
    ['half a number', [{ ...one, id: 1.5 }]],
    ['a moment that never comes', [{ ...one, at: Infinity }]],
    ['no chat', [{ ...one, chatId: null }]],
    ['a word without its message', [{ ...one, messageId: undefined }]],
    ['a window that nothing opens', [{ ...one, opens: 'a window' }]],
    ['a contact that is a text', [{ ...one, contact: '067' }]],
    ['a phone that is a number', [{ ...one, contact: { phone: 67 } }]],
    ['an answer of nobody', [{ ...replied(), employeeId: 7 }]],
    ['a failure without a code', [{ ...failed('out-1'), code: null }]],
  ])('%s is left out', (_, told) => {
    expect(inputsIn(told)).toEqual([]);
  });

  test('its neighbours are taken, and it is not remembered as taken: told again, it may be understood', () => {
    const queue = queueOf();
    const strange = { ...wrote(), kind: 'client_sang' };
    const next = wrote();
    expect(queue.hear([one, strange, next], undefined)).toBe(false);
    expect(queue.length).toBe(2);
    expect(queue.newest).toBe(next.id);
    expect(queue.hear([{ ...strange, kind: 'client_acted' }], undefined)).toBe(true);
    expect(queue.length).toBe(3);
  });

  test('a request does not wait for what nobody will understand', () => {
    const queue = queueOf();
    queue.hear([{ ...one, kind: 'client_sang' }], undefined);
    expect([queue.length, queue.newest]).toEqual([0, one.id]);
  });

  test('no value there is throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (told) => {
        const queue = queueOf();
        queue.hear(told, undefined);
        queue.hear([told, told], undefined);
        expect(newestIn([told])).toBeGreaterThanOrEqual(0);
        expect(isTimely(told)).toBe(false);
      }),
    );
  });
});

describe('Y22: what a chat is asked', () => {
  test.each([finish(), take(olena), leave(olena)])('$kind is a request', (request) => {
    expect(isTimely({ ...request, after: 0 })).toBe(true);
    expect(isTimely({ ...request, after: 0, until: noon })).toBe(true);
  });

  test.each([
    ['an unknown kind', { kind: 'sing' }],
    ['a kind that every object knows', { kind: 'toString' }],
    ['a status that is none', { to: 'answered' }],
    ['nobody', { by: '' }],
    ['no watermark', { after: undefined }],
    ['a watermark that is none', { after: Number.NaN }],
    ['a limit that is a text', { until: 'tomorrow' }],
  ])('%s is none', (_, change) => {
    expect(isTimely({ ...finish(), after: 0, ...change })).toBe(false);
  });

  test('nothing is built on what cannot be read', () => {
    expect(() => readable({ unreadable: true })).toThrow(/cannot be read/);
    expect(readable({ chatId: null })).toEqual({ chatId: null });
  });
});
