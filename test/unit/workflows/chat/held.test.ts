import { describe, expect, test } from 'vitest';
import { decide } from '#workflows/chat/decide.ts';
import type { ChatState, Command, InputOf } from '#workflows/chat/vocabulary.ts';
import { WINDOW_MS } from '#workflows/chat/window.ts';
import type { AutomaticMessage, Rules } from '#workflows/settings/vocabulary.ts';
import { hour, identity, noon, olena, replied, saved, wrote } from './chats.ts';
import { laterHours, rulesWith } from './rules.ts';
import { codes, dueNow, evening, hours, minute, morning, run, type Step, wroteWith } from './stories.ts';

type Held = InputOf<'held_may_go'>;
const phone = { phone: '+380671234567' };
const both = rulesWith({ requirePhone: true, requireEmail: true });
const busy = rulesWith({ waitingMessage: { enabled: true, minutes: 5 } });
const closed = rulesWith({ outOfHoursMessage: true, workingHours: structuredClone(hours) as never });
const none = rulesWith({});

const held = (template: AutomaticMessage, key: string, more: Partial<Held> = {}): Held => ({
  id: 9_000,
  chatId: 'chat-1',
  at: noon,
  kind: 'held_may_go',
  about: 'auto-1',
  template,
  key,
  ...more,
});
const chatOf = (rules: Rules, ...steps: (Step | number)[]): ChatState => {
  const chat = saved(run(rules, ...steps).chat);
  if (!chat) throw new Error('no chat is open');
  return chat;
};
/** What is done about the message, and why it is left out. */
const judged = (chat: ChatState | null, input: Held, now: number, rules: Rules) => {
  const outcome = decide(chat, input, now, identity, rules);
  const about = outcome.commands.filter((command): command is About => 'messageId' in command);
  expect(about.map(({ messageId }) => messageId)).toEqual([input.about]);
  return [about[0]?.kind, ...codes(outcome, 'not_said')];
};
type About = Extract<Command, { messageId: string }>;

describe('§1.11: an automatic message that was held is judged again before it leaves', () => {
  const asked = () => chatOf(both, wrote());
  const gave = () => chatOf(both, wrote(), wroteWith(phone, noon + minute));
  const waits = () => chatOf(busy, wrote(), 5 * minute, dueNow('waiting'));

  test.each<[string, () => ChatState, Held, number, Rules, string[]]>([
    ['a question that is still open', asked, held('askPhone', '1'), noon + hour, both, ['release']],
    ['one that was answered', gave, held('askPhone', '1'), noon + hour, both, ['refuse', 'question_answered']],
    ['the next one, which was not', gave, held('askEmail', '2'), noon + hour, both, ['release']],
    ['its repetition', gave, held('askEmail', '2 again', { behind: true }), noon + hour, both, ['refuse', 'overtaken']],
    ['thanks', gave, held('contactThanks', 'first'), noon + hour, both, ['release']],
    [
      'thanks after an answer of a person',
      gave,
      held('contactThanks', 'first', { answered: true }),
      noon + hour,
      both,
      ['refuse', 'person_answered'],
    ],
    [
      'a question nobody asks any more',
      () => chatOf(both, wrote(), replied(olena, noon + 1)),
      held('askPhone', '1'),
      noon + hour,
      both,
      ['refuse', 'not_asked'],
    ],
    ['a wait that goes on', waits, held('waiting', String(noon)), noon + hour, busy, ['release']],
    ['an earlier wait', waits, held('waiting', String(noon - 1)), noon + hour, busy, ['refuse', 'not_waiting']],
    ['what is switched off', waits, held('waiting', String(noon)), noon + hour, none, ['refuse', 'switched_off']],
    ['a closed window', waits, held('waiting', String(noon)), noon + WINDOW_MS, busy, ['refuse', 'window_closed']],
  ])('%s', (_, chat, input, now, rules, expected) => {
    expect(judged(chat(), input, now, rules)).toEqual(expected);
  });

  test.each<[string, number, Rules, string[]]>([
    ['still away until then', evening + minute, closed, ['release']],
    ['there again', morning + minute, closed, ['refuse', 'open_by_now']],
    ['switched off', evening + minute, none, ['refuse', 'switched_off']],
    [
      'hours changed',
      evening + minute,
      rulesWith({ outOfHoursMessage: true, workingHours: laterHours }),
      ['refuse', 'hours_changed'],
    ],
  ])('hours: %s', (_, now, rules, expected) => {
    expect(judged(chatOf(closed, wrote(evening)), held('outOfHours', String(morning)), now, rules)).toEqual(expected);
  });

  test('a wait by working time is not spoken of once nobody is there', () => {
    const rules = rulesWith({
      waitingMessage: { enabled: true, minutes: 5, clock: 'working' },
      workingHours: structuredClone(hours) as never,
    });
    const since = Date.parse('2026-11-23T17:00:00+02:00');
    const chat = chatOf(rules, wrote(since), 5 * minute, dueNow('waiting'));
    expect(judged(chat, held('waiting', String(since)), evening, rules)).toEqual(['refuse', 'closed_by_now']);
  });

  test('a question goes out once its page is mended: what was written before is no answer to it', () => {
    const later = noon + hour;
    const { chat } = decide(asked(), held('askPhone', '1'), later, identity, both);
    expect(chat?.collection).toMatchObject({ asked: 1, askedAt: later, attempts: 0 });
  });

  test('a question whose window closed is waited for by nobody: an operator gets the chat', () => {
    const outcome = decide(asked(), held('askPhone', '1'), noon + WINDOW_MS, identity, both);
    expect(codes(outcome, 'contact')).toEqual(['not_asked']);
    expect(outcome.chat).toMatchObject({ phase: 'open', noContact: true });
  });

  test('a file goes with its text, which says it for both', () => {
    expect(judged(gave(), held('askPhone', '1', { file: true }), noon + hour, both)).toEqual(['refuse']);
    expect(judged(asked(), held('askPhone', '1', { file: true }), noon + hour, both)).toEqual(['release']);
  });

  test('the last word of a chat that ended goes where nothing happened since; all else of it does not', () => {
    const until = noon + hour;
    expect(judged(null, held('finished', 'first', { until }), noon, none)).toEqual(['release']);
    expect(judged(null, held('finished', 'first', { until }), until, none)).toEqual(['refuse']);
    expect(judged(null, held('waiting', '1', { until }), noon, none)).toEqual(['refuse']);
    const next = { ...asked(), chatId: 'chat-2' };
    expect(judged(next, held('finished', 'first', { until }), noon, both)).toEqual(['refuse']);
  });
});
