import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import { refusalOf } from '#workflows/chat/requests/refuse.ts';
import { FURTHEST_MS } from '#workflows/chat/vocabulary.ts';
import type { Request } from '#workflows/chat/vocabulary.ts';
import { answeredInMeta, finish, identity, noon, olena, replied, wrote } from './chats.ts';
import { rulesWith } from './rules.ts';
import { codes, dueNow, evening, hours, minute, morning, run, said, wroteWith } from './stories.ts';

describe('F16: waiting', () => {
  const wall = rulesWith({ waitingMessage: { enabled: true, minutes: 10 } });
  const working = rulesWith({
    waitingMessage: { enabled: true, minutes: 30, clock: 'working' },
    workingHours: structuredClone(hours) as never,
  });

  test('the first unanswered word starts it, later ones do not move it; it goes out once', () => {
    const { chat } = run(wall, wrote(noon), wrote(noon + 5 * minute));
    expect(deadlinesOf(chat, wall)[0]).toEqual({ kind: 'waiting', at: noon + 10 * minute });
    const outcome = run(
      wall,
      wrote(noon),
      10 * minute,
      dueNow('waiting'),
      dueNow('waiting'),
      wrote(noon + 20 * minute),
      10 * minute,
      dueNow('waiting'),
    );
    expect(said(outcome)).toEqual(['waiting']);
  });

  test('an answer ends the wait, the next word begins another', () => {
    const outcome = run(
      wall,
      wrote(noon),
      replied(olena, noon + 1),
      20 * minute,
      dueNow('waiting'),
      wrote(noon + 30 * minute),
      10 * minute,
      dueNow('waiting'),
    );
    expect(said(outcome)).toEqual(['waiting']);
    expect(outcome.decisions.find(({ kind }) => kind === 'said')).toMatchObject({ dueAt: noon + 40 * minute });
  });

  test('an answer in Meta’s own apps ends it too', () => {
    const { chat } = run(wall, wrote(noon), answeredInMeta(noon + 1));
    expect(deadlinesOf(chat, wall).map(({ kind }) => kind)).toEqual(['window_closes']);
  });

  test('while the contact is asked for nobody waits for an operator yet', () => {
    const asking = rulesWith({ requirePhone: true, contactMinutes: 0, waitingMessage: { enabled: true, minutes: 10 } });
    expect(deadlinesOf(run(asking, wrote(noon)).chat, asking).map(({ kind }) => kind)).toEqual(['window_closes']);
    const given = run(asking, wrote(noon), wroteWith({ phone: '+380671234567' }, noon + 5 * minute));
    expect(deadlinesOf(given.chat, asking)[0]).toEqual({ kind: 'waiting', at: noon + 15 * minute });
  });

  test('working time stands still while nobody is there', () => {
    const { chat } = run(working, wrote(evening));
    expect(deadlinesOf(chat, working)[0]).toEqual({ kind: 'waiting', at: morning + 30 * minute });
  });

  test('one that slipped into the night waits for the morning, and says so', () => {
    const late = Date.parse('2026-11-23T17:00:00+02:00');
    const outcome = run(working, wrote(late), evening - late, dueNow('waiting'));
    expect(said(outcome)).toEqual([]);
    expect(codes(outcome, 'deadline')).toEqual(['postponed']);
    expect(deadlinesOf(outcome.chat, working)[0]).toEqual({ kind: 'waiting', at: morning });
  });

  test('outside Meta’s window it is left out, with the reason, once', () => {
    const outcome = run(wall, wrote(noon), 25 * 60 * minute, dueNow('waiting'), dueNow('waiting'));
    expect(said(outcome)).toEqual([]);
    expect(codes(outcome, 'not_said')).toEqual(['window_closed']);
  });

  test('F18: thirty minutes become five: the deadline follows and tells of it', () => {
    const before = rulesWith({ waitingMessage: { enabled: true, minutes: 30 } });
    const { chat } = run(before, wrote(noon));
    const after = rulesWith({ waitingMessage: { enabled: true, minutes: 5 } }, 2);
    const outcome = decide(chat, { kind: 'settings_changed', before }, noon + minute, identity, after);
    expect(outcome.decisions).toMatchObject([
      {
        kind: 'deadline',
        reason: { code: 'settings', deadline: 'waiting', from: noon + 30 * minute, to: noon + 5 * minute },
      },
    ]);
  });
});

describe('deadlines in an admin’s hand', () => {
  const rules = rulesWith({ waitingMessage: { enabled: true, minutes: 10 } });
  const ask = (to: number | null): Request => ({
    kind: 'change_deadline',
    chatId: 'chat-1',
    by: olena,
    at: noon,
    deadline: 'waiting',
    to,
  });

  test('moved, fired, dropped; the next wait is another one', () => {
    const moved = run(rules, wrote(noon), ask(noon + 3 * minute));
    expect(deadlinesOf(moved.chat, rules)[0]).toEqual({ kind: 'waiting', at: noon + 3 * minute });
    expect(said(run(rules, wrote(noon), ask(0), dueNow('waiting')))).toEqual(['waiting']);
    const dropped = run(rules, wrote(noon), ask(null));
    expect(codes(dropped, 'deadline')).toEqual(['dropped']);
    expect(deadlinesOf(dropped.chat, rules).map(({ kind }) => kind)).toEqual(['window_closes']);
    const next = run(rules, wrote(noon), ask(null), replied(olena, noon + 1), wrote(noon + minute));
    expect(deadlinesOf(next.chat, rules)[0]).toEqual({ kind: 'waiting', at: noon + 11 * minute });
  });

  test.each([Date.UTC(9999, 11, 31), Number.MAX_SAFE_INTEGER, 1e300])('moved by %d is moved by a year', (far) => {
    const moved = run(rules, wrote(noon), ask(far));
    const at = noon + FURTHEST_MS;
    expect(deadlinesOf(moved.chat, rules).find(({ kind }) => kind === 'waiting')).toEqual({ kind: 'waiting', at });
    expect(moved.decisions.at(-1)?.reason).toMatchObject({ code: 'moved', to: at });
  });

  test('Meta’s window is nobody’s to move, and what is not planned cannot be', () => {
    const { chat } = run(rules, wrote(noon));
    expect(refusalOf(chat, { ...ask(0), deadline: 'window_closes' } as Request, rules)).toMatchObject({
      code: 'NO_SUCH_DEADLINE',
    });
    expect(refusalOf(chat, { ...ask(0), deadline: 'auto_finish' } as Request, rules)).toMatchObject({
      code: 'NO_SUCH_DEADLINE',
    });
  });
});

describe('finish by itself', () => {
  const rules = rulesWith({ autoFinish: { enabled: true, hours: 20 } });

  test('after a silence in which nobody waits, with its own words', () => {
    const outcome = run(rules, wrote(noon), replied(olena, noon + 1), 20 * 60 * minute, dueNow('auto_finish'));
    expect(said(outcome)).toEqual(['finished']);
    expect(outcome.chat.status).toBe('finished');
    expect(outcome.decisions.at(-1)).toMatchObject({
      kind: 'finished',
      reason: { code: 'silence', setting: 'autoFinish' },
    });
  });

  test('a client who waits is never sent away by a clock', () => {
    expect(deadlinesOf(run(rules, wrote(noon)).chat, rules).map(({ kind }) => kind)).toEqual(['window_closes']);
  });

  test('a finished chat plans nothing', () => {
    expect(deadlinesOf(run(rules, wrote(noon), finish()).chat, rules)).toEqual([]);
  });
});
