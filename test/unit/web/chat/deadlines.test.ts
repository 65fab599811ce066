import { describe, expect, test } from 'vitest';
import { chipWords, clockWords, spokenWords } from '#lib/chat/deadlines/deadline-words.ts';
import { fromField, pendingOf, shareLeft, spokenAt, toField, toneOf } from '#lib/chat/deadlines/deadlines.ts';
import { chat } from './chat-fixtures.ts';

const now = Date.parse('2026-11-17T10:00:00.000Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const after = (ms: number) => new Date(now + ms).toISOString();
const window = (ms: number) => ({ until: after(ms), reason: 'message' as const, possible: null });

describe('what a chat does by itself', () => {
  test('F16: the soonest comes first; the window is there even where the server does not name it', () => {
    const waiting = { kind: 'waiting' as const, at: after(4 * MINUTE) };
    const shown = (is: Parameters<typeof chat>[1]) => pendingOf(chat(1, is), now).map(({ kind }) => kind);
    expect(shown({ window: window(2 * MINUTE), deadlines: [waiting] })).toEqual(['window_closes', 'waiting']);
    expect(shown({ window: window(HOUR), deadlines: [waiting] })).toEqual(['waiting', 'window_closes']);
    expect(shown({ window: window(-HOUR), deadlines: [waiting] })).toEqual(['waiting']);
    expect(shown({ window: window(HOUR), deadlines: [waiting], status: 'finished' })).toEqual([]);
  });

  test('the fuse is full when the wait begins and empty when it is over', () => {
    const waits = chat(1, { waitingSince: after(0) });
    const deadline = { kind: 'waiting' as const, at: after(10 * MINUTE) };
    expect(shareLeft(waits, deadline, now)).toBe(1);
    expect(shareLeft(waits, deadline, now + 5 * MINUTE)).toBe(0.5);
    expect(shareLeft(waits, deadline, now + HOUR)).toBe(0);
    expect(shareLeft(waits, { kind: 'window_closes', at: after(12 * HOUR) }, now)).toBe(0.5);
  });

  test.each([
    ['waiting', 6 * MINUTE, 'calm', 'nothing'],
    ['waiting', 4 * MINUTE, 'warn', 'five'],
    ['waiting', 30 * SECOND, 'warn', 'one'],
    ['waiting', 0, 'danger', 'nothing'],
    ['window_closes', 4 * MINUTE, 'warn', 'five'],
    ['window_closes', 30 * SECOND, 'danger', 'one'],
  ] as const)('VISUAL §6, §9: %s with %d ms left is %s, and %s is said', (kind, left, tone, spoken) => {
    const deadline = { kind, at: after(left) };
    expect([toneOf(deadline, now), spokenAt(deadline, now)]).toEqual([tone, spoken]);
  });

  test.each([
    ['waiting', 252 * SECOND, 'Повідомлення про чекання за 4:12', 'Чекання 4:12'],
    ['window_closes', 19.5 * HOUR, 'Вікно закриється за 19 год', 'Вікно 19 год'],
    // Right after a message it is the whole day.
    ['window_closes', 24 * HOUR - MINUTE, 'Вікно закриється за 24 год', 'Вікно 24 год'],
    ['contact_reminder', 12 * MINUTE, 'Нагадає за 12:00', 'Нагадає 12:00'],
    ['contact_gives_up', 12 * MINUTE, 'Передасть операторам за 12:00', 'Передача 12:00'],
    ['auto_finish', 50 * HOUR, 'Завершиться за 2 дні', 'Завершення 2 дні'],
    ['auto_finish', -MINUTE, 'Завершиться за 0:00', 'Завершення 0:00'],
  ] as const)('VISUAL §6, §8: %s with %d ms left', (kind, left, whole, onPhone) => {
    const { text, short, time } = chipWords({ kind, at: after(left) }, now);
    expect([`${text} ${time}`, `${short} ${time}`]).toEqual([whole, onPhone]);
  });

  test('a question that waits for the morning is told by the clock', () => {
    const morning = new Date(2026, 10, 18, 9);
    const evening = new Date(2026, 10, 17, 20);
    const words = chipWords({ kind: 'contact_reminder', at: morning.toISOString() }, evening.getTime());
    expect(`${words.text} ${words.time}`).toBe('Нагадає завтра о 09:00');
    expect(clockWords(morning, new Date(2026, 10, 18, 1))).toBe('о 09:00');
    expect(clockWords(morning, new Date(2026, 10, 15))).toBe('18.11 о 09:00');
  });

  test('five minutes and one are said in whole words', () => {
    expect(spokenWords('waiting', 'five')).toBe('Повідомлення про чекання: лишилося п’ять хвилин');
    expect(spokenWords('auto_finish', 'one')).toBe('Завершення чату: лишилася хвилина');
    expect(spokenWords('waiting', 'nothing')).toBe('');
  });

  test('a field of the form holds the moment by the clock of this place', () => {
    const moment = new Date(2026, 10, 18, 9, 5);
    expect(toField(moment)).toBe('2026-11-18T09:05');
    expect(fromField('2026-11-18T09:05')).toBe(moment.toISOString());
    expect(fromField('')).toBeNull();
    expect(fromField('tomorrow')).toBeNull();
  });
});
