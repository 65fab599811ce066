import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import { LEDGER_MAX } from '#workflows/chat/hearing/ledger.ts';
import { WINDOW_MS } from '#workflows/chat/window.ts';
import type { ChatState, Input } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import {
  after,
  answeredInMeta,
  chatAfter,
  failed,
  finish,
  hour,
  identity,
  inProgress,
  noon,
  olena,
  replied,
  wrote,
} from './chats.ts';
import { rulesWith } from './rules.ts';

const minute = 60_000;
const answer = (at: number) => replied(olena, at) as Extract<Input, { kind: 'operator_replied' }>;
const first = answer(noon + minute);
const second = answer(noon + 2 * minute);
const third = answer(noon + 3 * minute);
const gone = ({ messageId }: { messageId: string }) => failed(messageId, noon + hour);

describe('C1: answers on their way', () => {
  test.each([
    ['the second of two fails: nobody waits', [wrote(), first, second, gone(second)], 'answered', null],
    ['the first of two fails: the second stands', [wrote(), first, second, gone(first)], 'answered', null],
    ['both fail, in order', [wrote(), first, second, gone(first), gone(second)], 'in_progress', noon],
    ['both fail, the second first', [wrote(), first, second, gone(second), gone(first)], 'in_progress', noon],
    [
      'the middle one and the first fail, the last stands',
      [wrote(), first, second, third, gone(second), gone(first)],
      'answered',
      null,
    ],
    [
      'all of three fail, in the worst order',
      [wrote(), first, second, third, gone(second), gone(third), gone(first)],
      'in_progress',
      noon,
    ],
    ['a failure that is told twice', [wrote(), first, second, gone(second), gone(second)], 'answered', null],
    ['an echo arrived behind it', [wrote(), first, answeredInMeta(noon + 2 * minute), gone(first)], 'answered', null],
    ['an answer behind an echo fails', [wrote(), answeredInMeta(noon), second, gone(second)], 'answered', null],
    ['a failed one is tried again', [wrote(), first, gone(first), first], 'answered', null],
    ['one nobody knows of is tried again and fails', [wrote(), first, first, gone(first)], 'in_progress', noon],
    ['an operator had set it in progress', [wrote(), first, inProgress(), gone(first)], 'in_progress', noon],
    [
      'who was not waiting does not begin to',
      [wrote(), first, second, inProgress(), gone(second)],
      'in_progress',
      null,
    ],
  ] as const)('%s', (_, happenings, status, waitingSince) => {
    expect(chatAfter(...happenings)).toMatchObject({ status, waitingSince });
  });

  test('C1: the deadline of a wait that was answered does not come back', () => {
    const rules = rulesWith({ waitingMessage: { enabled: true, minutes: 10, clock: 'wall' } });
    const kinds = (...happenings: Input[]) =>
      deadlinesOf(after(happenings, noon, rules).chat as ChatState, rules).map(({ kind }) => kind);
    expect(kinds(wrote(), first, second, gone(second))).not.toContain('waiting');
    expect(kinds(wrote(), first, second, gone(second), gone(first))).toContain('waiting');
  });

  test('a chat that was finished while an answer was under way stays finished', () => {
    const { chat } = after([wrote(), first, finish()]);
    const { chat: told } = decide(chat, gone(first), noon + hour, identity, NO_RULES);
    expect(told).toMatchObject({ status: 'finished', waitingSince: null });
  });

  test('an answer refused because the window closed ends no wait, and its failure begins none', () => {
    const late = answer(noon + WINDOW_MS + minute);
    expect(chatAfter(wrote(), late)).toMatchObject({ status: 'new', waitingSince: noon });
    expect(chatAfter(wrote(), first, late, gone(late))).toMatchObject({ status: 'answered', waitingSince: null });
  });

  test('what an older build carried is understood', () => {
    const { ledger: _unknown, ...chat } = chatAfter(wrote(), first);
    const carried: ChatState = { ...chat, lastAnswer: { messageId: first.messageId, waitedSince: noon } };
    const told = decide(carried, gone(first), noon + hour, identity, NO_RULES).chat;
    expect(told).toMatchObject({ status: 'in_progress', waitingSince: noon });
    const { chat: later } = decide(carried, second, noon + minute, identity, NO_RULES);
    expect(decide(later, gone(second), noon + hour, identity, NO_RULES).chat).toMatchObject({ waitingSince: null });
  });

  test('it is bounded, and whoever is behind the newest of them is taken back all the same', () => {
    const many = Array.from({ length: 3 * LEDGER_MAX }, (_, n) => answer(noon + n));
    const words = many.flatMap((one) => [wrote(one.at), one]);
    const chat = chatAfter(...words);
    expect(chat.ledger).toHaveLength(LEDGER_MAX);
    expect(chatAfter(...words, gone(many.at(-1) ?? first)).waitingSince).toBe(many.at(-1)?.at);
  });
});

describe('C2: where a wait begins', () => {
  test('C2: the client writes again, then the answer to the first word fails: it began with the first word', () => {
    expect(chatAfter(wrote(noon), first, wrote(noon + 5 * minute), gone(first)).waitingSince).toBe(noon);
  });

  test('C2: the answer to the second word fails: it began with the second word', () => {
    const again = answer(noon + 6 * minute);
    const chat = chatAfter(wrote(noon), first, wrote(noon + 5 * minute), again, gone(again));
    expect(chat).toMatchObject({ status: 'in_progress', waitingSince: noon + 5 * minute });
  });

  test('C2: two words and their answers, of which the first one fails: the second covers both', () => {
    const again = answer(noon + 6 * minute);
    const all = [wrote(noon), first, wrote(noon + 5 * minute), again, gone(first)];
    expect(chatAfter(...all).waitingSince).toBeNull();
    expect(chatAfter(...all, gone(again)).waitingSince).toBe(noon);
  });
});

type Step = { do: 'write' } | { do: 'answer' } | { do: 'echo' } | { do: 'by_hand' } | { do: 'fail'; which: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>({ do: 'write' }, { do: 'answer' }, { do: 'answer' }, { do: 'echo' }, { do: 'by_hand' }),
  fc.record({ do: fc.constant('fail' as const), which: fc.nat() }),
);

test('who was answered does not wait, and who was not does, since their first word without an answer', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: LEDGER_MAX }), (steps) => {
      let chat: ChatState | null = null;
      // Each word with the answers given after it; one that arrived or may still arrive answers it.
      const words: { at: number; answers: Set<string> }[] = [];
      const pending: string[] = [];
      for (const [n, { ...what }] of [{ do: 'write' } as Step, ...steps].entries()) {
        const at = noon + n * minute;
        const happened = happens(what, at, pending);
        if (!happened) continue;
        chat = decide(chat, happened, at, identity, NO_RULES).chat;
        if (what.do === 'write') words.push({ at, answers: new Set() });
        if ('messageId' in happened && what.do !== 'write' && what.do !== 'fail') {
          for (const { answers } of words) answers.add(happened.messageId);
          if (what.do === 'answer') pending.push(happened.messageId);
        }
        if (happened.kind === 'answer_failed') for (const { answers } of words) answers.delete(happened.messageId);
        const waits = words.filter(({ answers }) => answers.size === 0).map((word) => word.at);
        expect(chat?.waitingSince).toBe(waits[0] ?? null);
        if (waits.length > 0) expect(chat?.status).not.toBe('answered');
        else if (what.do === 'answer' || what.do === 'echo') expect(chat?.status).toBe('answered');
      }
    }),
  );
});

function happens(what: Step, at: number, pending: string[]) {
  if (what.do === 'write') return wrote(at);
  if (what.do === 'answer') return answer(at);
  if (what.do === 'echo') return answeredInMeta(at);
  if (what.do === 'by_hand') return inProgress();
  const [messageId] = pending.splice(what.which % Math.max(1, pending.length), 1);
  return messageId === undefined ? null : failed(messageId, at);
}
