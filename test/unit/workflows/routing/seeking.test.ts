import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import { waitsSince } from '#workflows/chat/wait.ts';
import type { ChatState, Command, GoneCode, Input, Own, Request, Seek } from '#workflows/chat/vocabulary.ts';
import type { ChosenCode, NobodyCode } from '#workflows/routing/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import {
  add,
  after,
  answeredInMeta,
  failed,
  finish,
  identity,
  leave,
  noon,
  olena,
  replied,
  saved,
  take,
  taras,
  wrote,
} from '../chat/chats.ts';
import { kyivHours, rulesWith } from '../chat/rules.ts';

const minute = 60_000;
let lastId = 1_000;
const told = (at: number) => ({ id: (lastId += 1), chatId: 'chat-1', at });
const record = { recordId: 'record-1', page: 17, installation: 3 };

const given = (
  employeeId: string,
  ask = 1,
  as: Seek['as'] = 'first',
  at = noon,
  contactId: string | null = null,
): Input => ({
  ...told(at),
  ...record,
  kind: 'operator_assigned',
  ask,
  as,
  employeeId,
  code: 'turn' as ChosenCode,
  rule: null,
  candidates: 2,
  contactId,
});
const nobody = (ask = 1, as: Seek['as'] = 'first', at = noon): Input => ({
  ...told(at),
  ...record,
  kind: 'operator_not_found',
  ask,
  as,
  code: 'all_full' as NobodyCode,
});
const gone = (employeeId: string, at = noon, code: GoneCode = 'on_leave'): Input => ({
  ...told(at),
  kind: 'operator_gone',
  employeeId,
  code,
});
const linked = (contactId: string | null): Input => ({ ...told(noon), kind: 'contact_linked', contactId, by: olena });
const climbs = (at: number): Own => ({ kind: 'deadline', deadline: { kind: 'escalation', at } });

const seeks = (commands: Command[]) => commands.filter((command) => command.kind === 'seek_operator');
const operators = (chat: ChatState | null) => chat?.operators.map(({ id }) => id);

describe('F10: a chat seeks an operator', () => {
  test('with the first word, once', () => {
    const { chat, commands } = after([wrote(noon), wrote(noon + 1)]);
    expect(seeks(commands)).toEqual([
      { kind: 'seek_operator', ask: 1, as: 'first', since: noon, target: null, tried: [] },
    ]);
    expect(chat?.wanted).toMatchObject({ ask: 1, as: 'first' });
  });

  test('not while the contact is asked for, but when it was given', () => {
    const rules = rulesWith({ requirePhone: true });
    const asked = decide(null, wrote(noon), noon, identity, rules);
    expect(seeks(asked.commands)).toEqual([]);
    const answer: Input = { ...wrote(noon + minute), contact: { phone: '+380671234567' } } as Input;
    const handedOver = decide(asked.chat, answer, noon + minute, identity, rules);
    expect(seeks(handedOver.commands)).toMatchObject([{ ask: 1, since: noon + minute }]);
  });

  test('takes the one it is given, and says why', () => {
    const { chat, decisions, commands } = after([wrote(), given(olena)]);
    expect(operators(chat)).toEqual([olena]);
    expect(chat?.wanted).toBeUndefined();
    expect(decisions.at(-1)).toMatchObject({
      kind: 'assigned',
      about: olena,
      reason: { code: 'turn', record: 'record-1', candidates: 2, page: 17, installation: 3 },
    });
    expect(commands.at(-1)).toEqual({ kind: 'settle_assignment', recordId: 'record-1', taken: true });
  });

  test.each([
    ['a colleague took it meanwhile', [wrote(), take(taras)]],
    ['a colleague answered meanwhile', [wrote(), replied(taras)]],
    ['it was answered in Meta’s own apps', [wrote(), answeredInMeta()]],
    ['it was finished', [wrote(), finish()]],
  ] as [string, (Input | Request)[]][])('gives back whom it does not need: %s', (_, before) => {
    const { chat, commands } = after([...before, given(olena)]);
    expect(operators(chat) ?? []).not.toContain(olena);
    expect(commands.map(({ kind }) => kind)).toContain('stop_seeking');
    expect(commands.at(-1)).toEqual({ kind: 'settle_assignment', recordId: 'record-1', taken: false });
  });

  test('waits on when nobody was found, and says why', () => {
    const { chat, decisions } = after([wrote(), nobody()]);
    expect(chat?.wanted).toMatchObject({ ask: 1 });
    expect(decisions.at(-1)).toMatchObject({ kind: 'nobody', reason: { code: 'all_full', record: 'record-1' } });
  });

  test('F38: seeks another one when its operator leaves, but not them', () => {
    const { chat, commands } = after([wrote(), given(olena), leave(olena)]);
    expect(seeks(commands).at(-1)).toMatchObject({ ask: 2, as: 'first', tried: [olena] });
    expect(operators(decide(chat, given(taras, 2), noon, identity, NO_RULES).chat)).toEqual([taras]);
  });

  test('an operator who leaves an answered chat leaves it to nobody, until the client writes', () => {
    const answered = after([wrote(), replied(olena), leave(olena)]);
    expect(answered.chat?.wanted).toBeUndefined();
    expect(seeks(decide(answered.chat, wrote(noon + 5), noon + 5, identity, NO_RULES).commands)).toHaveLength(1);
  });
});

describe('F07: the personal manager', () => {
  const rules = rulesWith({ personalManager: true });
  const phone: Request = {
    kind: 'set_contact',
    chatId: 'chat-1',
    by: olena,
    at: noon,
    contact: { phone: '+380671234567' },
  };

  test('is sought when the contact becomes known, and takes over from who has not answered', () => {
    const { chat, commands } = after([wrote(), given(olena), phone], noon, rules);
    expect(seeks(commands).at(-1)).toMatchObject({ ask: 2, as: 'contact' });
    const taken = decide(chat, given(taras, 2, 'contact', noon, 'contact-1'), noon, identity, rules);
    expect(operators(taken.chat)).toEqual([taras]);
    expect(taken.decisions.map(({ kind }) => kind)).toEqual(['left', 'linked', 'assigned']);
  });

  test('leads beside who has answered already', () => {
    const { chat } = after([wrote(), replied(olena), phone], noon, rules);
    expect(operators(decide(chat, given(taras, 2, 'contact'), noon, identity, rules).chat)).toEqual([taras, olena]);
  });

  test('a link made by a person seeks them, too; without the setting it does not', () => {
    expect(seeks(after([wrote(), given(olena), linked('contact-1')], noon, rules).commands)).toHaveLength(2);
    expect(seeks(after([wrote(), given(olena), linked('contact-1')]).commands)).toHaveLength(1);
  });

  test('who is left without an operator meanwhile takes anybody', () => {
    const { commands } = after([wrote(), given(olena), phone, leave(olena)], noon, rules);
    expect(seeks(commands).at(-1)).toMatchObject({ ask: 3, as: 'first' });
  });

  test('nobody found: the chat stays with its operator, without a word', () => {
    const { chat } = after([wrote(), given(olena), phone], noon, rules);
    const { chat: kept, decisions } = decide(chat, nobody(2, 'contact'), noon, identity, rules);
    expect([operators(kept), kept?.wanted, decisions]).toEqual([[olena], undefined, []]);
  });
});

describe('the ladder', () => {
  const ladder = rulesWith({
    escalation: [
      { minutes: 5, clock: 'wall', to: 'next', id: null },
      { minutes: 10, clock: 'wall', to: 'person', id: 'iryna' },
    ],
  });
  const planned = (chat: ChatState | null, rules: Rules = ladder) =>
    chat ? (deadlinesOf(chat, rules).find(({ kind }) => kind === 'escalation')?.at ?? null) : null;

  test('goes to the next one after its minutes, and counts the next rung from the new operator on', () => {
    const { chat } = after([wrote(noon), given(olena, 1, 'first', noon + minute)], noon, ladder);
    expect(planned(chat)).toBe(noon + 6 * minute);
    const up = decide(chat, climbs(noon + 6 * minute), noon + 6 * minute, identity, ladder);
    expect(seeks(up.commands)).toMatchObject([{ ask: 2, as: 'next', tried: [olena] }]);
    expect(up.decisions).toMatchObject([{ kind: 'escalated', reason: { rung: 1, to: 'next', minutes: 5 } }]);
    const next = decide(up.chat, given(taras, 2, 'next'), noon + 7 * minute, identity, ladder);
    expect(operators(next.chat)).toEqual([taras]);
    expect(planned(next.chat)).toBe(noon + 17 * minute);
  });

  test('nobody else: the chat keeps its operator, and the ladder goes on', () => {
    const { chat } = after([wrote(noon), given(olena)], noon, ladder);
    const up = decide(chat, climbs(noon + 5 * minute), noon + 5 * minute, identity, ladder);
    const kept = decide(up.chat, nobody(2, 'next'), noon + 5 * minute, identity, ladder);
    expect([operators(kept.chat), kept.chat?.wanted]).toEqual([[olena], undefined]);
    expect(planned(kept.chat)).toBe(noon + 15 * minute);
  });

  test('an answer ends it; the next wait begins at its foot', () => {
    const { chat } = after([wrote(noon), given(olena)], noon, ladder);
    const up = decide(chat, climbs(noon + 5 * minute), noon + 5 * minute, identity, ladder).chat;
    const answered = decide(up, replied(olena, noon + 6 * minute), noon + 6 * minute, identity, ladder);
    expect([planned(answered.chat), answered.chat?.wanted]).toEqual([null, undefined]);
    const again = decide(answered.chat, wrote(noon + 60 * minute), noon + 60 * minute, identity, ladder);
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

test('an open chat in which a client waits has an operator, or seeks one; one search at a time, each with a number of its own', () => {
  const employee = fc.constantFrom(olena, taras);
  const ask = fc.integer({ min: 1, max: 6 });
  const as = fc.constantFrom('first' as const, 'contact' as const, 'next' as const);
  const happening: fc.Arbitrary<Input | Request> = fc.oneof(
    fc.constant(null).map(() => wrote(noon)),
    employee.map((who) => replied(who)),
    fc.constant(null).map(() => answeredInMeta()),
    employee.map((who) => add(who)),
    employee.map((who) => leave(who)),
    fc.tuple(employee, ask, as).map(([who, number, why]) => given(who, number, why)),
    fc.tuple(ask, as).map(([number, why]) => nobody(number, why)),
    employee.map((who) => gone(who)),
    fc.constant(null).map(() => linked('c')),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), fc.boolean(), (all, personalManager) => {
      const rules = rulesWith({ personalManager });
      let chat: ChatState | null = null;
      let asks = 0;
      for (const happened of all) {
        const outcome: ReturnType<typeof decide> = decide(chat, happened, noon, identity, rules);
        chat = saved(outcome.chat);
        for (const { ask: number } of seeks(outcome.commands)) expect(number).toBeGreaterThanOrEqual(asks);
        asks = chat?.asks ?? asks;
        if (!chat) continue;
        const isServed = chat.operators.length > 0 || chat.wanted?.as === 'first';
        expect(isServed || waitsSince(chat) === null).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});
