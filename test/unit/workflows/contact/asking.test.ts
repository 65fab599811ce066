import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import { refusalOf } from '#workflows/chat/requests/refuse.ts';
import type { Input, Request } from '#workflows/chat/vocabulary.ts';
import { answeredInMeta, identity, noon, olena, replied, take, wrote } from '../chat/chats.ts';
import { rulesWith } from '../chat/rules.ts';
import { codes, dueNow, evening, hours, minute, morning, run, said, type Step, wroteWith } from '../chat/stories.ts';

const both = rulesWith({ requirePhone: true, requireEmail: true, contactMinutes: 0 });
const phoneOnly = rulesWith({ requirePhone: true, contactMinutes: 30, contactAttempts: 3 });

describe('F08, F09: the contact that is required', () => {
  test('phone, then e-mail, then thanks; nothing is asked twice', () => {
    const outcome = run(
      both,
      wrote(noon),
      wroteWith({ phone: '+380671234567' }, noon + minute),
      wroteWith({ email: 'm@example.com' }, noon + 2 * minute),
      wrote(noon + 3 * minute),
    );
    expect(said(outcome)).toEqual(['askPhone', 'askEmail', 'contactThanks']);
    expect(outcome.chat).toMatchObject({ phase: 'open', contact: { phone: '+380671234567', email: 'm@example.com' } });
    expect(outcome.chat.noContact).toBeUndefined();
  });

  test('both in one answer end it at once', () => {
    const answer = wroteWith({ phone: '+380671234567', email: 'm@example.com' }, noon + minute);
    expect(said(run(both, wrote(noon), answer))).toEqual(['askPhone', 'contactThanks']);
  });

  test('a first word that brings it is not answered with a question', () => {
    const outcome = run(both, wroteWith({ phone: '+380671234567', email: 'm@example.com' }, noon));
    expect(said(outcome)).toEqual([]);
    expect(outcome.chat.phase ?? 'open').toBe('open');
    expect(outcome.commands).toMatchObject([
      { kind: 'keep_contact', contact: { phone: '+380671234567', email: 'm@example.com' } },
      { kind: 'seek_operator' },
    ]);
  });

  test('a client whose contact is known is not asked again', () => {
    const known = { ...identity, known: { phone: '+380671234567' } };
    expect(decide(null, wrote(noon), noon, known, phoneOnly)).toMatchObject({
      chat: { contact: { phone: '+380671234567' } },
      commands: [{ kind: 'seek_operator' }],
    });
    expect(said(decide(null, wrote(noon), noon, known, both))).toEqual(['askEmail']);
  });

  test('an answer that cannot be read gets another try; after three an operator gets the chat, marked', () => {
    const outcome = run(phoneOnly, wrote(noon), wrote(noon + 1), wrote(noon + 2), wrote(noon + 3), wrote(noon + 4));
    expect(said(outcome)).toEqual(['askPhone', 'phoneNotUnderstood', 'phoneNotUnderstood']);
    expect(codes(outcome, 'contact')).toEqual(['gave_up']);
    expect(outcome.chat).toMatchObject({ phase: 'open', noContact: true, handedOverAt: noon + 3 });
  });

  test('what was written before the question is no answer to it', () => {
    const now = noon + minute;
    const first = decide(null, wrote(noon), now, identity, phoneOnly);
    const second = decide(first.chat, wrote(noon + 1), now, identity, phoneOnly);
    expect([said(first), said(second)]).toEqual([['askPhone'], []]);
  });

  test('asking without end: neither tries nor minutes hand it over', () => {
    const endless = rulesWith({ requirePhone: true, contactAttempts: 0, contactMinutes: 0 });
    const words = Array.from({ length: 30 }, (_, n) => wrote(noon + n));
    expect(run(endless, ...words).chat.phase).toBe('collecting_phone');
    expect(deadlinesOf(run(endless, wrote(noon)).chat, endless).map(({ kind }) => kind)).toEqual(['window_closes']);
  });

  test('minutes of asking hand it over, once', () => {
    const outcome = run(phoneOnly, wrote(noon), 30 * minute, dueNow('contact_gives_up'), dueNow('contact_gives_up'));
    expect(outcome.decisions.filter(({ kind }) => kind === 'contact')).toMatchObject([
      { dueAt: noon + 30 * minute, reason: { code: 'gave_up', setting: 'contactMinutes', page: 17, installation: 3 } },
    ]);
  });

  test('the question is repeated once, and not in the night', () => {
    const hours = { timeZone: 'Europe/Kyiv', week: { tue: [['09:00', '18:00']] }, exceptions: [] } as const;
    const rules = rulesWith({
      requirePhone: true,
      contactMinutes: 0,
      contactReminderMinutes: 10,
      workingHours: structuredClone(hours) as never,
    });
    const { chat } = run(rules, wrote(noon));
    const opens = Date.parse('2026-11-24T09:00:00+02:00');
    expect(deadlinesOf(chat, rules)).toContainEqual({ kind: 'contact_reminder', at: opens });
    const outcome = run(rules, wrote(noon), opens - noon, dueNow('contact_reminder'), dueNow('contact_reminder'));
    expect(deadlinesOf(outcome.chat, rules).map(({ kind }) => kind)).not.toContain('contact_reminder');
    expect(said(outcome)).toEqual(['askPhone', 'askPhone']);
  });

  test.each([
    ['an operator answers', replied(olena, noon + 1), 'taken_over'],
    ['somebody answers in Meta’s own apps', answeredInMeta(noon + 1), 'taken_over'],
    ['an operator takes it', take(olena), 'taken_over'],
    ['an operator skips the step', { kind: 'hand_over', chatId: 'chat-1', by: olena, at: noon } as Request, 'skipped'],
  ])('it ends when %s', (_, step, code) => {
    const outcome = run(phoneOnly, wrote(noon), step);
    expect(codes(outcome, 'contact')).toEqual([code]);
    expect(outcome.chat).toMatchObject({ phase: 'open', noContact: true });
    expect(
      refusalOf(outcome.chat, { kind: 'hand_over', chatId: 'chat-1', by: olena, at: noon }, phoneOnly),
    ).toMatchObject({
      code: 'HANDED_OVER',
    });
  });

  test('what an operator notes is known, and the next thing is asked', () => {
    const note: Request = {
      kind: 'set_contact',
      chatId: 'chat-1',
      by: olena,
      at: noon,
      contact: { phone: '+380671234567' },
    };
    const outcome = run(both, wrote(noon), note);
    expect(said(outcome)).toEqual(['askPhone', 'askEmail']);
    expect(codes(outcome, 'contact')).toEqual(['set']);
  });

  describe('Y21: a question that could not be written', () => {
    const notSaid = (template: string, key: string, at = noon): Input => ({
      id: 900 + at - noon,
      chatId: 'chat-1',
      at,
      kind: 'not_said',
      template,
      key,
    });

    test.each<[string, string, string, Step[]]>([
      ['the first one', 'askPhone', '1', []],
      ['the second one', 'askEmail', '2', [wroteWith({ phone: '+380671234567' }, noon + 1)]],
      ['that the answer was not understood', 'phoneNotUnderstood', '1.1', [wrote(noon + 1)]],
    ])('%s: whoever can be there takes over, also where minutes have no end', (_, template, key, before) => {
      const outcome = run(both, wrote(noon), ...before, notSaid(template, key, noon + 2));
      expect(outcome.chat).toMatchObject({ phase: 'open', noContact: true, handedOverAt: noon + 2 });
      expect(codes(outcome, 'contact').at(-1)).toBe('not_asked');
      expect(outcome.commands.filter(({ kind }) => kind === 'seek_operator')).toHaveLength(1);
    });

    test.each<[string, string, Step[]]>([
      ['an answer that came by itself', '1', [wroteWith({ phone: '+380671234567' }, noon + 1)]],
      ['a reminder, whose question the client has', '1 again', []],
      ['a question of an earlier chat', '1', []],
    ])('%s is not ended by it', (what, key, before) => {
      const at = what.includes('earlier') ? noon - 1 : noon + 2;
      const outcome = run(both, wrote(noon), ...before, notSaid('askPhone', key, at));
      expect(outcome.chat.phase).toMatch(/^collecting/);
    });

    test('who is with an operator by now stays there', () => {
      const outcome = run(both, wrote(noon), take(olena), notSaid('askPhone', '1', noon + 2));
      expect(codes(outcome, 'contact')).toEqual(['taken_over']);
    });
  });

  test('F18: what is not required any more is not waited for', () => {
    const { chat } = run(phoneOnly, wrote(noon));
    const outcome = decide(chat, { kind: 'settings_changed', before: phoneOnly }, noon, identity, rulesWith({}, 2));
    expect(codes(outcome, 'contact')).toEqual(['not_required']);
    expect(outcome.chat).toMatchObject({ phase: 'open' });
  });
});

describe('F17: out of hours', () => {
  const rules = rulesWith({ outOfHoursMessage: true, workingHours: structuredClone(hours) as never });

  test('once in a closed period, with when it opens; again in the next one', () => {
    const outcome = run(
      rules,
      wrote(evening),
      wrote(evening + minute),
      wrote(morning + minute),
      wrote(morning + 12 * 60 * minute),
    );
    expect(outcome.commands.filter(({ kind }) => kind === 'say')).toMatchObject([
      { kind: 'say', template: 'outOfHours', opensAt: morning },
      { kind: 'say', template: 'outOfHours', key: String(Date.parse('2026-11-30T09:00:00+02:00')) },
    ]);
  });

  test('one that is handled only after the opening is left out, and says why', () => {
    const outcome = decide(null, wrote(evening), morning + minute, identity, rules);
    expect(said(outcome)).toEqual([]);
    expect(codes(outcome, 'not_said')).toEqual(['open_by_now']);
  });

  test('the question for the contact stands after it', () => {
    const asking = rulesWith({
      outOfHoursMessage: true,
      requirePhone: true,
      workingHours: structuredClone(hours) as never,
    });
    expect(said(run(asking, wrote(evening)))).toEqual(['outOfHours', 'askPhone']);
  });
});

test('F06: a lead is wanted for every new chat where it is set so, once in each', () => {
  const outcome = run(rulesWith({ autoLead: true }), wrote(noon), wrote(noon + 1));
  expect(outcome.decisions.filter(({ kind }) => kind === 'lead_wanted')).toEqual([
    { kind: 'lead_wanted', at: noon, reason: { code: 'every_chat', setting: 'autoLead', page: 17, installation: 3 } },
  ]);
  expect(codes(run(rulesWith({}), wrote(noon)), 'lead_wanted')).toEqual([]);
});
