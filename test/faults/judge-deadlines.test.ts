import { describe, expect, test } from 'vitest';
import { judgeDeadlines } from './judge/timers.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, second));

describe('the judge of deadlines', () => {
  const chat = (deadlines: object[] = []) =>
    ({ number: 1, status: 'new', window: null, deadlines }) as unknown as Parameters<typeof judgeDeadlines>[0];
  const now = at(50).getTime();
  const due = at(3).toISOString();
  const told = (kind: string, reason: object) =>
    ({ id: kind, at: at(3).toISOString(), kind, by: null, about: null, reason, dueAt: due }) as unknown as Parameters<
      typeof judgeDeadlines
    >[1][number];
  const kinds: [kind: string, entry: ReturnType<typeof told>][] = [
    ['waiting', told('said', { code: 'no_answer', template: 'waiting' })],
    ['contact_reminder', told('said', { code: 'reminder', template: 'askPhone', setting: 'contactReminderMinutes' })],
    ['contact_gives_up', told('contact', { code: 'gave_up' })],
    ['auto_finish', told('finished', { code: 'silence' })],
    ['escalation', told('escalated', { code: 'no_answer' })],
    ['window_closes', told('window_closed', { code: 'silence' })],
  ];

  test.each(kinds)(
    'I8: has nothing to say about one %s that was handled once, and sees it handled twice',
    (_, entry) => {
      expect(judgeDeadlines(chat(), [entry], now)).toEqual([]);
      expect(judgeDeadlines(chat(), [entry, entry], now).map(({ kind }) => kind)).toContain('doubled');
    },
  );

  test.each(kinds)('I8: sees a %s that came due and was not handled', (kind) => {
    expect(judgeDeadlines(chat([{ kind, at: due }]), [], now).map((found) => found.kind)).toEqual(['lost']);
  });

  test('I8: a closing after the end says that it is late; what Meta refused before the end is no deadline', () => {
    const window = { until: due, reason: 'message', possible: null } as const;
    const closed = (code: string) => [{ ...told('window_closed', { code }), at: at(20).toISOString() }];
    const found = (code: string) =>
      judgeDeadlines({ ...chat(), window }, closed(code), now).map(({ invariant }) => invariant);
    expect(found('silence')).toEqual(['I8']);
    expect(found('handled_late')).toEqual([]);
    expect(found('refused')).toEqual([]);
  });
});
