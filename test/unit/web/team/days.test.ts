import { describe, expect, test } from 'vitest';
import { startOfDay, wholeDays } from '#lib/team/days.ts';
import { onlineFor, piecesOf } from '#lib/team/presence/spans.ts';
import { dayOf } from '#lib/words/day.ts';
import { tagsIn, tagsText } from '#lib/words/tags.ts';

describe('whole days in the browser’s zone', () => {
  test('F48: a leave from the first day through the last ends as the next day begins', () => {
    const days = wholeDays('2026-12-30', '2027-01-02');
    expect(days).toEqual({
      from: new Date(2026, 11, 30).toISOString(),
      to: new Date(2027, 0, 3).toISOString(),
    });
    expect(wholeDays('2026-12-30', '2026-12-30')?.to).toBe(new Date(2026, 11, 31).toISOString());
  });

  test.each([
    ['2026-12-30', '2026-12-29'],
    ['', '2026-12-29'],
    ['30.12.2026', '31.12.2026'],
  ])('F48: from %j to %j are no days', (first, last) => {
    expect(wholeDays(first, last)).toBeNull();
  });

  test('a day written is the day read', () => {
    expect(dayOf(startOfDay('2026-03-29', 1) ?? new Date())).toBe('2026-03-30');
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});

describe('F48: times on a strip', () => {
  const spans = [
    { state: 'online' as const, reason: null, from: at(-5), to: at(10) },
    { state: 'away' as const, reason: 'idle' as const, from: at(10), to: at(20) },
    { state: 'offline' as const, reason: null, from: at(20), to: at(40) },
    { state: 'online' as const, reason: null, from: at(40), to: null },
  ];

  test('are cut at its ends, leave out who was not there, and what lasts ends now', () => {
    expect(piecesOf(spans, 0, 100, 60)).toEqual([
      { state: 'online', from: 0, width: 0.1 },
      { state: 'away', from: 0.1, width: 0.1 },
      { state: 'online', from: 0.4, width: 0.2 },
    ]);
    expect(onlineFor(spans, 0, 100, 60)).toBe(30);
  });

  test('what began after the strip is not on it', () => {
    expect(piecesOf(spans, -100, -50, 60)).toEqual([]);
  });
});

test('F48: tags are what stands between commas', () => {
  expect(tagsIn(' меблі, опт;повернення ,, ')).toEqual(['меблі', 'опт', 'повернення']);
  expect(tagsText(['меблі', 'опт'])).toBe('меблі, опт');
  expect(tagsIn('')).toEqual([]);
});

function at(ms: number): string {
  return new Date(ms).toISOString();
}
