import { describe, expect, test } from 'vitest';
import { firstUnreadId, type ThreadSource, threadOf, withoutRecord } from '#lib/chat/thread/thread.ts';
import { answer, automatic, entry, message, said, taras } from './chat-fixtures.ts';

const shown = (source: Partial<ThreadSource>) =>
  threadOf({ messages: [], entries: [], unconfirmed: [], newFromId: null, isComplete: true, ...source });
const keys = (source: Partial<ThreadSource>) => shown(source).map((item) => (item.type === 'day' ? 'day' : item.key));

describe('the thread of a chat', () => {
  test('F39: messages and decisions stand in the order of time, under their day', () => {
    const messages = [message('m1', '16:02:00'), answer('m2', '16:05:00')];
    const entries = [entry('e1', '16:04:00', 'joined')];
    expect(keys({ messages, entries })).toEqual(['day', 'message m1', 'entry e1', 'message m2']);
  });

  test('at one moment the chat opens, the client writes, and then something is decided', () => {
    const entries = [entry('b', '16:02:00', 'joined'), entry('a', '16:02:00', 'opened')];
    expect(keys({ messages: [message('m', '16:02:00')], entries })).toEqual(['day', 'entry a', 'message m', 'entry b']);
  });

  test('F39: a failed answer is told by its own bubble only', () => {
    const messages = [answer('m', '16:02:00', { state: 'failed' })];
    expect(keys({ messages, entries: [entry('e', '16:02:01', 'answer_failed')] })).toEqual(['day', 'message m']);
  });

  test('F31, §8: of the turns of status none that a message makes is told; the head says which holds', () => {
    const turn = (id: string, at: string, code: string) => ({ ...entry(id, at, 'status_changed'), reason: { code } });
    const entries = [
      turn('e1', '16:02:01', 'operator_answered'),
      turn('e2', '16:03:01', 'operator_said'),
      turn('e3', '16:04:01', 'client_wrote'),
      turn('e4', '16:05:01', 'operator_answered'),
    ];
    expect(keys({ entries })).toEqual(['day', 'entry e2']);
  });

  test('§8: at one moment what was decided stands behind its cause, whatever came first', () => {
    const assigned = entry('a', '16:02:00', 'assigned', { seq: 4, n: 1 });
    const linked = entry('b', '16:02:00', 'linked', { seq: 4, n: 0 });
    const opened = entry('z', '16:02:00', 'contact', { seq: 2, n: 9 });
    expect(keys({ entries: [assigned, linked, opened] })).toEqual(['day', 'entry z', 'entry b', 'entry a']);
  });

  test('the chat opens with its first message, though it was written down a moment later', () => {
    expect(keys({ messages: [message('m', '16:02:00')], entries: [entry('e', '16:02:01', 'opened')] })).toEqual([
      'day',
      'entry e',
      'message m',
    ]);
  });

  test('a message on its way stands last, and keeps its place in the page when it is confirmed', () => {
    const onItsWay = answer('key-1', '15:00:00', { key: 'key-1' });
    const before = keys({ messages: [message('m', '16:02:00')], unconfirmed: [onItsWay] });
    const after = keys({ messages: [message('m', '16:02:00'), answer('id-9', '16:03:00', { key: 'key-1' })] });
    expect(before.at(-1)).toBe('message key-1');
    expect(after.at(-1)).toBe('message key-1');
  });

  test('while older messages are not loaded, what was decided before the oldest one is not shown', () => {
    const source = { messages: [message('m', '16:02:00')], entries: [entry('e', '10:00:00', 'opened')] };
    expect(keys({ ...source, isComplete: false })).toEqual(['day', 'message m']);
    expect(keys({ ...source, isComplete: true })).toEqual(['day', 'entry e', 'message m']);
  });

  test('§8: one speaker within a minute hides the time; who of us speaks is named once, until another does', () => {
    const messages = [
      answer('a', '16:02:01'),
      answer('b', '16:02:40'),
      message('client', '16:02:45'),
      automatic('waiting', 'first', '16:02:46'),
      answer('still', '16:02:47'),
      answer('c', '16:02:50', { author: taras }),
      answer('d', '16:03:10', { author: taras }),
      answer('e', '16:03:20'),
    ];
    const runs = shown({ messages }).flatMap((item) =>
      item.type === 'message' ? [[item.message.id, item.sameMinute, item.isNamed]] : [],
    );
    expect(runs).toEqual([
      ['a', false, true],
      ['b', true, false],
      ['client', false, false],
      [expect.any(String), false, false],
      ['still', false, false],
      ['c', false, true],
      ['d', false, false],
      ['e', false, true],
    ]);
  });

  test('§8: a new day names the speaker again', () => {
    const next = { ...answer('b', '09:00:00'), at: '2026-11-19T09:00:00.000Z' };
    const named = shown({ messages: [answer('a', '16:02:01'), next] }).flatMap((item) =>
      item.type === 'message' ? [item.isNamed] : [],
    );
    expect(named).toEqual([true, true]);
  });

  test('the line "new messages" stands before the first unread one of the client', () => {
    const messages = [
      message('m1', '16:00:00'),
      answer('m2', '16:01:00'),
      message('m3', '16:02:00'),
      message('m4', '16:03:00'),
    ];
    expect(firstUnreadId(messages, 2)).toBe('m3');
    expect(firstUnreadId(messages, 99)).toBe('m1');
    expect(firstUnreadId(messages, 0)).toBeNull();
    expect(keys({ messages, newFromId: 'm3' })).toEqual([
      'day',
      'message m1',
      'message m2',
      'new',
      'message m3',
      'message m4',
    ]);
  });

  test('F08, F09: an automatic message is told once, by its bubble; the entry says why', () => {
    const messages = [
      message('m', '16:00:00'),
      automatic('askPhone', '1', '16:00:01'),
      automatic('askEmail', '2', '16:02:01'),
    ];
    const entries = [
      said('e1', '16:00:01', 'phone_required', { template: 'askPhone', key: '1' }),
      entry('e2', '16:02:01', 'contact', { reason: { code: 'given', what: 'phone' } }),
      said('e3', '16:02:01', 'email_required', { template: 'askEmail', key: '2' }),
    ];
    expect(keys({ messages, entries })).toEqual([
      'day',
      'message m',
      'message askPhone 1',
      'entry e2',
      'message askEmail 2',
    ]);
    const told = shown({ messages, entries }).flatMap((item) => (item.type === 'message' ? [item.told?.id] : []));
    expect(told).toEqual([undefined, 'e1', 'e3']);
  });

  test('F08: two automatic messages of one occasion are two rows; one whose bubble is not there has a line', () => {
    const messages = [automatic('contactThanks', 'first', '16:00:00'), automatic('finished', 'first', '17:00:00')];
    const entries = [
      said('e', '18:00:00', 'no_answer', { template: 'waiting', key: '1' }),
      entry('n', '18:01:00', 'not_said', { reason: { code: 'window_closed', template: 'finished', key: 'first' } }),
    ];
    expect(keys({ messages, entries })).toEqual([
      'day',
      'message contactThanks first',
      'message finished first',
      'entry e',
      'entry n',
    ]);
  });

  test('F16: a chat that ends by itself says goodbye first', () => {
    const messages = [automatic('finished', 'first', '16:00:00')];
    const entries = [entry('e', '16:00:00', 'finished', { reason: { code: 'silence' } })];
    expect(keys({ messages, entries })).toEqual(['day', 'message finished first', 'entry e']);
  });
});

test('§2.5: why nobody leads the chat is not told a second time above the line that says it waits', () => {
  const nobody = { ...entry('n', '16:02:01', 'nobody'), reason: { code: 'all_full', record: 'r1' } };
  const opened = entry('o', '16:02:00', 'opened');
  expect(withoutRecord([opened, nobody], 'r1')).toEqual([opened]);
  expect(withoutRecord([opened, nobody], 'r2')).toEqual([opened, nobody]);
  expect(withoutRecord([opened, nobody], null)).toEqual([opened, nobody]);
});
