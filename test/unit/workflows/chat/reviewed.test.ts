import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { Own, Request } from '#workflows/chat/vocabulary.ts';
import { identity, noon, olena, replied, wrote } from './chats.ts';
import { rulesWith } from './rules.ts';
import { codes, dueNow, evening, hours, minute, run, said } from './stories.ts';

const working = rulesWith({
  waitingMessage: { enabled: true, minutes: 30, clock: 'working' },
  workingHours: structuredClone(hours) as never,
});
const moveTo = (to: number): Request => ({
  kind: 'change_deadline',
  chatId: 'chat-1',
  by: olena,
  at: noon,
  deadline: 'waiting',
  to,
});

describe('F16: a wait is noticed once', () => {
  test('an older word that comes late does not begin another wait', () => {
    const rules = rulesWith({ waitingMessage: { enabled: true, minutes: 10 } });
    const late = run(rules, wrote(noon), 10 * minute, dueNow('waiting'), wrote(noon - minute));
    expect(deadlinesOf(late.chat, rules).map(({ kind }) => kind)).toEqual(['window_closes']);
    expect(said(late)).toEqual(['waiting']);
  });

  test('what a person moved into the evening goes out in the evening', () => {
    const late = Date.parse('2026-11-23T17:00:00+02:00');
    const outcome = run(working, wrote(late), moveTo(evening), evening - late, dueNow('waiting'));
    expect(said(outcome)).toEqual(['waiting']);
    expect(codes(outcome, 'deadline')).toEqual(['moved']);
  });

  test('what was put off by old hours follows new ones', () => {
    const late = Date.parse('2026-11-23T17:00:00+02:00');
    const { chat } = run(working, wrote(late), evening - late, dueNow('waiting'));
    const open = rulesWith({ waitingMessage: { enabled: true, minutes: 30, clock: 'working' } }, 2);
    const after = decide(chat, { kind: 'settings_changed', before: working }, evening, identity, open).chat;
    expect(after && deadlinesOf(after, open)[0]).toEqual({ kind: 'waiting', at: late + 30 * minute });
  });
});

describe('finish by itself', () => {
  const rules = rulesWith({ autoFinish: { enabled: true, hours: 20 } });
  const due: Own = { kind: 'deadline', deadline: { kind: 'auto_finish', at: 0 }, undelivered: true };

  test('not while an answer has not reached the client', () => {
    const outcome = run(rules, wrote(noon), replied(olena, noon + 1), 20 * 60 * minute, due);
    expect(outcome.chat.status).toBe('answered');
    expect(codes(outcome, 'deadline')).toEqual(['postponed']);
    expect(deadlinesOf(outcome.chat, rules)[0]).toEqual({ kind: 'auto_finish', at: noon + 1 + 21 * 60 * minute });
  });

  test('new settings say nothing to a chat that ended in the same moment', () => {
    const asking = rulesWith({ requirePhone: true, requireEmail: true, autoFinish: { enabled: true, hours: 1 } });
    const { chat } = run(asking, wrote(noon), 60 * minute, {
      kind: 'deadline',
      deadline: { kind: 'auto_finish', at: 0 },
    });
    const after = rulesWith({ requireEmail: true }, 2);
    expect(decide(chat, { kind: 'settings_changed', before: asking }, noon, identity, after)).toEqual({
      chat,
      decisions: [],
      commands: [],
    });
  });
});

test('F08: a reminder that slipped into the night waits for the morning', () => {
  const rules = rulesWith({
    requirePhone: true,
    contactMinutes: 0,
    contactReminderMinutes: 10,
    workingHours: structuredClone(hours) as never,
  });
  const late = Date.parse('2026-11-23T17:00:00+02:00');
  const outcome = run(rules, wrote(late), evening - late, dueNow('contact_reminder'));
  expect(said(outcome)).toEqual(['askPhone']);
  expect(codes(outcome, 'deadline')).toEqual(['postponed']);
});
