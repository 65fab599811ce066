import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import { refusalOf } from '#workflows/chat/requests/refuse.ts';
import type { Request } from '#workflows/chat/vocabulary.ts';
import { answeredInMeta, identity, noon, olena, replied, take, wrote } from '../chat/chats.ts';
import { rulesWith } from '../chat/rules.ts';
import { codes, dueNow, minute, run, said, wroteWith } from '../chat/stories.ts';
import { both, phoneOnly } from './asking-cases.ts';

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
});
