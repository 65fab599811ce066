import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { ChatState, Input, Own, Request } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import {
  after,
  failed,
  finish,
  identity,
  inProgress,
  noon,
  olena,
  reacted,
  replied,
  saved,
  taras,
  wrote,
} from './chats.ts';
import { codes } from './stories.ts';

const second = 1000;
const undoable = (by = olena): Request => ({
  ...(finish(by) as Extract<Request, { kind: 'change_status' }>),
  undoFor: 10 * second,
});
const undo = (by = olena): Request => ({ chatId: 'chat-1', kind: 'undo_finish', by, at: noon });
const comesDue: Own = { kind: 'deadline', deadline: { kind: 'finish', at: noon + 10 * second } };
const kinds = (outcome: ReturnType<typeof after>) => outcome.decisions.map(({ kind }) => kind);
const busy = { ...NO_RULES, waitingMessage: { enabled: true, minutes: 5, clock: 'wall' as const } };

describe('§1.4 F37 N14: a finish that can be undone', () => {
  test('stands as a deadline, and the chat says and seeks nothing meanwhile', () => {
    const { chat } = after([wrote(), undoable()], noon, busy);
    expect(chat).toMatchObject({ status: 'new', ending: { by: olena, until: noon + 10 * second } });
    expect(chat?.wanted).toBeUndefined();
    expect(deadlinesOf(chat as ChatState, busy).map(({ kind }) => kind)).toEqual(['finish', 'window_closes']);
  });

  test('ends in the name of who asked, once, and not before', () => {
    const asked = after([wrote(), replied(), undoable()]);
    const early = decide(asked.chat, comesDue, noon + 9 * second, identity, NO_RULES);
    expect([early.chat, early.decisions]).toEqual([asked.chat, []]);
    const ended = decide(asked.chat, comesDue, noon + 10 * second, identity, NO_RULES);
    expect(ended.chat).toMatchObject({ status: 'finished' });
    expect(ended.decisions).toMatchObject([{ kind: 'finished', by: olena, reason: { code: 'operator_said' } }]);
    expect(ended.commands).toEqual([]);
  });

  test('asked again it comes no later; asked at once it comes at once', () => {
    const again = after([wrote(), undoable(), undoable(taras)]);
    expect([again.chat?.ending?.by, codes(again, 'finishing')]).toEqual([olena, ['operator_said']]);
    expect(after([wrote(), undoable(), finish(taras)]).decisions.at(-1)).toMatchObject({ kind: 'finished', by: taras });
  });

  test('undone, the chat is what it was: it seeks an operator again and has its deadlines', () => {
    const before = after([wrote()], noon, busy);
    const undone = after([wrote(), undoable(), undo()], noon, busy);
    expect(deadlinesOf(undone.chat as ChatState, busy)).toEqual(deadlinesOf(before.chat as ChatState, busy));
    expect([undone.chat?.ending, undone.chat?.wanted?.as]).toEqual([undefined, 'first']);
    expect(codes(undone, 'kept_open')).toEqual(['undone']);
    expect(codes(after([wrote(), undoable(), inProgress()]), 'kept_open')).toEqual(['undone']);
  });

  test('what nobody finishes is not undone', () => {
    const { chat } = after([wrote()]);
    expect(decide(chat, undo(), noon, identity, NO_RULES).refusal).toEqual({ code: 'NOTHING_TO_UNDO', by: null });
    expect(after([wrote(), finish(), undo()]).refusal?.code).toBe('CHAT_FINISHED');
  });

  test.each<[string, () => Input[], string[]]>([
    ['the client writes', () => [wrote()], ['client_wrote']],
    ['somebody answers', () => [replied(taras)], ['operator_answered']],
    ['the client only reacts', () => [reacted()], []],
  ])('when %s', (_what, happen, expected) => {
    const outcome = after([wrote(), replied(), undoable(), ...happen()]);
    expect(codes(outcome, 'kept_open')).toEqual(expected);
    expect(outcome.chat?.ending === undefined).toBe(expected.length > 0);
    expect(outcome.chat?.operators[0]?.id).toBe(olena);
  });

  test('an answer that did not arrive keeps it open', () => {
    const answer = replied() as Extract<Input, { kind: 'operator_replied' }>;
    const outcome = after([wrote(), answer, undoable(), failed(answer.messageId)]);
    expect(kinds(outcome).slice(-3)).toEqual(['kept_open', 'answer_failed', 'status_changed']);
    expect(outcome.chat?.waitingSince).toBe(noon);
  });
});

const happening = fc.oneof<fc.Arbitrary<() => Input | Request | Own>[]>(
  fc.constant(() => wrote()),
  fc.constant(() => replied()),
  fc.constant(() => reacted()),
  fc.constant(() => undoable()),
  fc.constant(() => undo()),
  fc.constant(() => finish()),
  fc.constant(() => comesDue),
);

test('§1.4: however people finish, undo and write, each begun finish has one outcome', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(happening, fc.nat(12)), { maxLength: 30 }), (all) => {
      let [chat, now, begun] = [null as ChatState | null, noon, 0];
      for (const [make, later] of all) {
        now += later * second;
        const outcome = decide(chat, make(), now, identity, NO_RULES);
        for (const { kind } of outcome.decisions) {
          if (kind === 'finishing') begun += 1;
          if (kind === 'kept_open') begun -= 1;
          if (kind === 'finished') begun = 0;
        }
        chat = outcome.chat?.status === 'finished' ? null : saved(outcome.chat);
        expect(begun).toBe(chat?.ending ? 1 : 0);
      }
    }),
  );
});
