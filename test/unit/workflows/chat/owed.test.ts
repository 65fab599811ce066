import { describe, expect, test } from 'vitest';
import { isFinal, takeBatch } from '#workflows/chat/run/batch.ts';
import { savingOf } from '#workflows/chat/run/saving.ts';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { ChatState, Input, Own } from '#workflows/chat/vocabulary.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import { WINDOW_MS } from '#workflows/chat/window.ts';
import {
  after,
  answeredInMeta,
  chatAfter,
  due,
  finish,
  hour,
  identity,
  noon,
  olena,
  queueOf,
  reacted,
  replied,
  saved,
  wrote,
} from './chats.ts';
import { person, policy, question } from '../routing/questions.ts';
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

  test('what the client wrote after the last answer is counted, in its own batch and one with more answers', () => {
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

describe('the window', () => {
  test('what comes in the same moment opens it no longer, and is not why it is open', () => {
    const chat = chatAfter(wrote(noon), reacted(noon));
    expect(chat.window).toEqual({ until: noon + WINDOW_MS, reason: 'message', closed: false });
  });

  test.each([
    ['a word', wrote],
    ['a reaction', reacted],
  ])('%s that is heard after its own window closed opens none', (_, happens) => {
    const closed = noon + WINDOW_MS;
    const { chat } = decide(chatAfter(wrote(noon)), due(closed), closed, identity, NO_RULES);
    const late = decide(chat, happens(noon + hour), closed + 2 * hour, identity, NO_RULES);
    expect(late.chat?.window).toMatchObject({ until: closed + hour, closed: true });
    expect(late.decisions.map(({ kind }) => kind)).not.toContain('window_opened');
    const again = decide(chat, happens(closed + hour), closed + 2 * hour, identity, NO_RULES);
    expect(again.decisions.map(({ kind }) => kind)).toContain('window_opened');
  });
});

test('an operator who was chosen for the client’s chat before this one is given back', () => {
  const chosen = { recordId: 'record-1', ask: 1, as: 'first' as const, page: 17, installation: 3 };
  const given = { ...chosen, employeeId: olena, code: 'turn' as const, rule: null, candidates: 1, contactId: null };
  const assigned = (chatId: string): Input => ({ id: 1e6, at: noon, chatId, kind: 'operator_assigned', ...given });
  const chat = chatAfter(wrote());
  expect(chat.wanted?.ask).toBe(1);
  const of = (chatId: string) => decide(chat, assigned(chatId), noon, identity, NO_RULES);
  expect(of('chat-0')).toMatchObject({
    chat: { operators: [] },
    commands: [{ kind: 'settle_assignment', taken: false }],
  });
  expect(of('chat-1').chat?.operators).toMatchObject([{ id: olena }]);
  const nobody: Input = {
    ...chosen,
    id: 1e6,
    at: noon,
    chatId: 'chat-0',
    kind: 'operator_not_found',
    code: 'all_full',
  };
  expect(decide(chat, nobody, noon, identity, NO_RULES).decisions).toEqual([]);
});

test('a step of the escalation that is taken late leaves the next one its whole time', () => {
  const steps = [1, 2].map(() => ({ to: 'next' as const, minutes: 10, clock: 'wall' as const, id: null }));
  const rules = rulesWith({ distribution: 'active', escalation: steps });
  const chat = after([wrote(noon)], noon, rules).chat;
  const late = noon + 5 * hour;
  const climbs: Own = { kind: 'deadline', deadline: { kind: 'escalation', at: noon + 600_000 } };
  const higher = saved(decide(chat, climbs, late, identity, rules).chat);
  const next = higher && deadlinesOf(higher, rules).find(({ kind }) => kind === 'escalation');
  expect(next?.at).toBe(late + 600_000);
});
