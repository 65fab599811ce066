import { describe, expect, test } from 'vitest';
import { isFinal, savingOf, takeBatch } from '#workflows/chat/batch.ts';
import { decide } from '#workflows/chat/decide.ts';
import type { ChatState, Input } from '#workflows/chat/vocabulary.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import { answeredInMeta, chatAfter, finish, identity, noon, olena, replied, saved, wrote, queueOf } from './chats.ts';
import { person, policy, question } from './questions.ts';
import { rulesWith } from './rules.ts';

/** Lines whose change no test noticed once. */
describe('the contact', () => {
  const phone = rulesWith({ requirePhone: true });

  test('M01: a word of the very moment of the question is no answer to it', () => {
    const { chat } = decide(null, wrote(noon), noon, identity, phone);
    expect(decide(saved(chat), wrote(noon), noon, identity, phone).commands).toEqual([]);
    expect(decide(saved(chat), wrote(noon + 1), noon + 1, identity, phone).commands).toMatchObject([
      { template: 'phoneNotUnderstood' },
    ]);
  });
});

describe('the choice', () => {
  const active = policy({ distribution: 'active' });
  const choose = (candidates: ReturnType<typeof person>[], tried: string[] = []) =>
    chooseOperator(question({ policy: active, candidates, tried }));

  test.each([
    ['on leave', [person('olena', { leaveUntil: noon + 1 }), person('taras', { presence: 'offline' })], []],
    ['and had the chat', [person('olena'), person('taras', { presence: 'offline' })], ['olena']],
  ] as const)('M09: where the only one online is %s, it goes on by turns among all', (_, candidates, tried) => {
    expect(choose([...candidates], [...tried])).toMatchObject({ employeeId: 'taras', fellBack: true });
  });

  test('M09: whoever is online and free gets it, and nobody who is not there', () => {
    expect(choose([person('olena'), person('taras', { presence: 'offline' })])).toMatchObject({
      employeeId: 'olena',
      fellBack: false,
    });
  });

  test('M10: a leave that ends in this moment is over', () => {
    const even = (leaveUntil: number) =>
      chooseOperator(question({ candidates: [person('olena', { leaveUntil })] })).employeeId;
    expect([even(noon - 1), even(noon), even(noon + 1)]).toEqual(['olena', 'olena', null]);
  });
});

describe('a batch', () => {
  const batchOf = (chat: ChatState | null, inputs: Input[], rules: Rules = NO_RULES) => {
    const queue = queueOf();
    queue.tell(inputs);
    return { queue, batch: takeBatch(queue, chat, [], noon, identity, rules) };
  };

  test('M30: what says something is final, as is what answers somebody, and the end', () => {
    const asks = batchOf(null, [wrote()], rulesWith({ requirePhone: true })).batch;
    expect(asks.commands.some(({ kind }) => kind === 'say')).toBe(true);
    expect(isFinal(asks)).toBe(true);
    expect(isFinal(batchOf(null, [wrote(), replied()]).batch)).toBe(false);
    const queue = queueOf();
    void queue.ask(finish());
    const asked = takeBatch(queue, chatAfter(wrote()), [], noon, identity, NO_RULES);
    expect(isFinal(asked)).toBe(true);
    expect(isFinal({ ...asked, settled: [] })).toBe(true);
  });

  test('what the client wrote after the last answer is counted, in a batch of its own and in one with more answers', () => {
    const unread = (...inputs: Input[]) => batchOf(chatAfter(wrote()), inputs).batch.unreadAfterAnswer;
    expect(unread(wrote())).toBeNull();
    expect(unread(wrote(), replied())).toBe(0);
    expect(unread(replied(), wrote(), wrote())).toBe(2);
    expect(unread(replied(), wrote(), answeredInMeta(), wrote())).toBe(1);
  });

  test('a batch ends with the chat: what comes behind it stays for the next one', () => {
    const queue = queueOf();
    queue.tell([replied()]);
    void queue.ask(finish());
    queue.tell([wrote()]);
    const batch = takeBatch(queue, chatAfter(wrote()), [], noon, identity, NO_RULES);
    expect([batch.chat?.status, batch.inputs.length, queue.length]).toEqual(['finished', 1, 1]);
    const saving = savingOf(
      batch,
      { seen: queue.seenNumbers(), settled: [] },
      { run: 'r', after: null, reset: false },
      identity,
      NO_RULES,
    );
    expect(saving).toMatchObject({ finishedBy: olena, deadlines: [], inputs: [batch.inputs[0]?.id] });
    expect(saving.chat?.seq).toBe((batch.chat?.seq ?? 0) + 1);
  });
});
