import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { ChatState, Own } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import { add, after, failed, identity, leave, noon, olena, replied, taras, wrote } from '../chat/chats.ts';
import { kyivHours, rulesWith } from '../chat/rules.ts';
import { minute, told, given, nobody, gone, seeks, operators } from './seeking-cases.ts';

const climbs = (at: number): Own => ({ kind: 'deadline', deadline: { kind: 'escalation', at } });

describe('the escalation', () => {
  const escalating = rulesWith({
    escalation: [
      { minutes: 5, clock: 'wall', to: 'next', id: null },
      { minutes: 10, clock: 'wall', to: 'person', id: 'iryna' },
    ],
  });
  const planned = (chat: ChatState | null, rules: Rules = escalating) =>
    chat ? (deadlinesOf(chat, rules).find(({ kind }) => kind === 'escalation')?.at ?? null) : null;

  test('goes to the next one after its minutes, and counts the next step from the new operator on', () => {
    const { chat } = after([wrote(noon), given(olena, 1, 'first', noon + minute)], noon, escalating);
    expect(planned(chat)).toBe(noon + 6 * minute);
    const up = decide(chat, climbs(noon + 6 * minute), noon + 6 * minute, identity, escalating);
    expect(seeks(up.commands)).toMatchObject([{ ask: 2, as: 'next', tried: [olena] }]);
    expect(up.decisions).toMatchObject([{ kind: 'escalated', reason: { rung: 1, to: 'next', minutes: 5 } }]);
    const next = decide(up.chat, given(taras, 2, 'next'), noon + 7 * minute, identity, escalating);
    expect(operators(next.chat)).toEqual([taras]);
    expect(planned(next.chat)).toBe(noon + 17 * minute);
  });

  test('nobody else: the chat keeps its operator, and the escalation goes on', () => {
    const { chat } = after([wrote(noon), given(olena)], noon, escalating);
    const up = decide(chat, climbs(noon + 5 * minute), noon + 5 * minute, identity, escalating);
    const kept = decide(up.chat, nobody(2, 'next'), noon + 5 * minute, identity, escalating);
    expect([operators(kept.chat), kept.chat?.wanted]).toEqual([[olena], undefined]);
    expect(planned(kept.chat)).toBe(noon + 15 * minute);
  });

  test('an answer ends it; the next wait begins at its foot', () => {
    const { chat } = after([wrote(noon), given(olena)], noon, escalating);
    const up = decide(chat, climbs(noon + 5 * minute), noon + 5 * minute, identity, escalating).chat;
    const answered = decide(up, replied(olena, noon + 6 * minute), noon + 6 * minute, identity, escalating);
    expect([planned(answered.chat), answered.chat?.wanted]).toEqual([null, undefined]);
    const again = decide(answered.chat, wrote(noon + 60 * minute), noon + 60 * minute, identity, escalating);
    expect(planned(again.chat)).toBe(noon + 65 * minute);
  });

  test('in working time it waits for the morning', () => {
    const evening = Date.parse('2026-11-23T17:58:00+02:00');
    const rules = rulesWith({
      workingHours: kyivHours,
      escalation: [{ minutes: 5, clock: 'working', to: 'next', id: null }],
    });
    const { chat } = after([wrote(evening), given(olena, 1, 'first', evening)], evening, rules);
    expect(planned(chat, rules)).toBe(Date.parse('2026-11-24T09:03:00+02:00'));
  });
});

describe('an operator who is away for long', () => {
  const atOnce = rulesWith({ absentOperators: 'at_once' });

  test('at once: another one is sought, also while nobody waits', () => {
    const { chat, decisions } = after([wrote(), replied(olena), gone(olena)], noon, atOnce);
    expect(operators(chat)).toEqual([]);
    expect(chat?.wanted).toMatchObject({ as: 'first', anyway: true });
    expect(decisions.at(-1)).toMatchObject({ kind: 'left', about: olena, reason: { code: 'on_leave' } });
  });

  test('with the next message: until then the chat stays theirs; coming back keeps it', () => {
    const away = after([wrote(), replied(olena), gone(olena)]).chat;
    expect(operators(away)).toEqual([olena]);
    expect(operators(decide(away, wrote(noon + 1), noon + 1, identity, NO_RULES).chat)).toEqual([]);
    const back = decide(away, { ...told(noon), kind: 'operator_back', employeeId: olena }, noon, identity, NO_RULES);
    expect(operators(decide(back.chat, wrote(noon + 1), noon + 1, identity, NO_RULES).chat)).toEqual([olena]);
  });

  test('leaves once, however often the chat was told of it', () => {
    const { decisions } = after([wrote(), replied(olena), gone(olena), gone(olena), wrote(noon + 1)]);
    expect(decisions.filter(({ kind }) => kind === 'left')).toHaveLength(1);
  });

  test('who left meanwhile, came back and took the chat again, keeps it', () => {
    const again = after([wrote(), replied(olena), add(taras), gone(olena), leave(olena), add(olena), wrote(noon + 1)]);
    expect(operators(again.chat)).toEqual([taras, olena]);
  });

  test('a client whose answer did not arrive is not left to somebody who is away', () => {
    const answer = replied(olena);
    const messageId = 'messageId' in answer ? answer.messageId : '';
    const { chat, commands } = after([wrote(), answer, gone(olena), failed(messageId)]);
    expect(operators(chat)).toEqual([]);
    expect(seeks(commands).at(-1)).toMatchObject({ ask: 2, as: 'first' });
  });

  test('a client who waits does not wait longer for it', () => {
    const { chat, commands } = after([wrote(), given(olena), gone(olena)]);
    expect(operators(chat)).toEqual([]);
    expect(seeks(commands).at(-1)).toMatchObject({ ask: 2, as: 'first' });
  });
});
