import { describe, expect, test } from 'vitest';
import { decide } from '#workflows/chat/decide.ts';
import type { Input, Request } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import {
  after,
  answeredInMeta,
  finish,
  identity,
  leave,
  noon,
  olena,
  replied,
  take,
  taras,
  wrote,
} from '../chat/chats.ts';
import { rulesWith } from '../chat/rules.ts';
import { minute, given, nobody, linked, seeks, operators } from './seeking-cases.ts';

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
