import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '#workflows/chat/decide.ts';
import { isTimely } from '#workflows/chat/parse/request.ts';
import { readCarried, type Input, type Outcome, type RequestOf } from '#workflows/chat/vocabulary.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import { add, after, chatAfter, finish, identity, noon, olena, replied, take, taras, wrote } from './chats.ts';
import { codes } from './stories.ts';

const iryna = 'iryna';
const transfer = (to: Partial<RequestOf<'transfer'>> = {}): RequestOf<'transfer'> => ({
  kind: 'transfer',
  chatId: 'chat-1',
  by: olena,
  at: noon,
  to: 'person',
  target: taras,
  teamName: null,
  note: null,
  ...to,
});
const toTeam = (by = olena) => transfer({ by, to: 'team', target: 'wholesale', teamName: 'Опт' });
const operators = ({ chat }: Outcome) => chat?.operators.map(({ id }) => id);
const told = ({ chat }: Outcome, as = chat?.wanted?.as ?? 'first') => ({
  id: 900,
  chatId: 'chat-1',
  at: noon,
  recordId: 'r-1',
  ask: chat?.wanted?.ask ?? 0,
  as,
  page: 0,
  installation: 1,
});
const found = (before: Outcome, employeeId: string): Input => ({
  ...told(before),
  kind: 'operator_assigned',
  employeeId,
  code: 'turn',
  rule: null,
  candidates: 2,
  contactId: null,
});
const notFound = (before: Outcome): Input => ({ ...told(before), kind: 'operator_not_found', code: 'all_full' });
const then = (before: Outcome, happened: Input) => decide(before.chat, happened, noon, identity, NO_RULES);

describe('§1.6: a chat is given to a person in one act', () => {
  test('whoever gives it leaves, the other leads it, and one line tells both with why', () => {
    const given = after([wrote(), take(olena), transfer({ note: 'рахунок' })]);
    expect(operators(given)).toEqual([taras]);
    expect(given.decisions.at(-1)).toEqual({
      kind: 'transferred',
      at: noon,
      by: olena,
      about: taras,
      reason: { code: 'person', note: 'рахунок' },
    });
    expect(given.decisions.filter(({ kind }) => kind === 'left')).toEqual([]);
  });

  test('colleagues in the chat stay; one of them may be who gets it, with the whole time for it', () => {
    const [later, three] = [noon + 1000, [wrote(), take(olena), add(iryna, olena), add(taras, olena)]];
    expect(operators(after([...three, transfer()]))).toEqual([taras, iryna]);
    const given = after([...three, transfer({ at: later })]);
    expect(given.chat?.operators[0]).toEqual({ id: taras, since: later });
  });

  test('somebody who is not in it takes it from whoever leads, and that is said', () => {
    const given = after([wrote(), take(olena), transfer({ by: iryna })]);
    expect(operators(given)).toEqual([taras]);
    expect(given.decisions.slice(-2)).toMatchObject([
      { kind: 'left', by: iryna, about: olena, reason: { code: 'removed' } },
      { kind: 'transferred', by: iryna, about: taras },
    ]);
  });

  test('a chat that sought somebody stops, and one that was being finished goes on', () => {
    expect(after([wrote(), transfer()]).commands.at(-1)).toEqual({ kind: 'stop_seeking' });
    const undoable = { ...(finish() as RequestOf<'change_status'>), undoFor: 10_000 };
    const given = after([wrote(), take(olena), undoable, transfer()]);
    expect([given.chat?.ending, codes(given, 'kept_open')]).toEqual([undefined, ['undone']]);
  });

  test('who leads it already is not given it, nor is a chat that ended', () => {
    const theirs = after([wrote(), take(olena), transfer({ target: olena })]);
    expect(theirs.refusal).toEqual({ code: 'ALREADY_THEIRS', by: olena });
    expect(after([wrote(), take(olena), transfer(), transfer()]).refusal).toEqual({
      code: 'ALREADY_THEIRS',
      by: taras,
    });
    expect(after([wrote(), take(olena), finish(), transfer()]).refusal?.code).toBe('CHAT_FINISHED');
  });
});

describe('§1.6: a chat is given to a team', () => {
  test('who gives it leaves and is not among those it seeks, also while no client waits', () => {
    const given = after([wrote(), replied(), toTeam()]);
    expect([operators(given), given.chat?.wanted?.as]).toEqual([[], 'team']);
    expect(given.commands.at(-1)).toMatchObject({ kind: 'seek_operator', target: 'wholesale', tried: [olena] });
    expect(given.decisions.at(-1)?.reason).toEqual({ code: 'team', team: 'wholesale', name: 'Опт', note: null });
    expect(operators(then(given, found(given, taras)))).toEqual([taras]);
  });

  test('colleagues stay beside whoever is found', () => {
    const given = after([wrote(), take(olena), add(iryna, olena), toTeam()]);
    expect(operators(then(given, found(given, taras)))).toEqual([taras, iryna]);
  });

  test('nobody in it can have it: whoever the rules find does, and that goes on', () => {
    const given = after([wrote(), replied(), toTeam()]);
    const none = then(given, notFound(given));
    expect([none.chat?.wanted?.as, codes(none, 'nobody')]).toEqual(['first', ['all_full']]);
    expect(none.commands).toMatchObject([{ kind: 'seek_operator', as: 'first', tried: [olena] }]);
  });

  test('whoever takes it by hand meanwhile ends the search', () => {
    const taken = after([wrote(), take(olena), toTeam(), take(taras)]);
    expect([operators(taken), taken.chat?.wanted]).toEqual([[taras], undefined]);
    expect(taken.commands.at(-1)).toEqual({ kind: 'stop_seeking' });
  });

  test('it is read back as it was kept', () => {
    const { chat } = after([wrote(), take(olena), toTeam()]);
    expect(readCarried({ chat, seen: [] })?.chat?.wanted).toMatchObject({ as: 'team', beside: [], anyway: true });
  });
});

test('§1.6: to whom the rules find: not to who gives it', () => {
  const given = after([wrote(), take(olena), transfer({ to: 'next', target: null })]);
  expect(given.commands.at(-1)).toMatchObject({ kind: 'seek_operator', as: 'next', target: null, tried: [olena] });
});

test('§1.6: a line that is longer than it may be is no request', () => {
  const asked = { ...transfer(), after: 0 };
  expect(isTimely({ ...asked, note: 'я'.repeat(300) })).toBe(true);
  for (const note of ['я'.repeat(301), '', 7, undefined]) expect(isTimely({ ...asked, note })).toBe(false);
});

test('§1.6: however often and by whomever it is given away, it is led by who got it last or is sought for', () => {
  const person = fc.constantFrom(olena, taras, iryna);
  const giving = fc.record({ by: person, target: person, to: fc.constantFrom('person', 'team', 'next') });
  fc.assert(
    fc.property(fc.array(giving, { maxLength: 20 }), fc.array(person, { maxLength: 3 }), (all, there) => {
      let chat = chatAfter(wrote(), ...there.map((id) => add(id)));
      for (const given of all) {
        const request = transfer({ ...given, to: given.to as 'person', teamName: 'Опт' });
        const outcome = decide(chat, request, noon, identity, NO_RULES);
        if (outcome.refusal) expect(chat.operators[0]?.id).toBe(given.target);
        else if (given.to === 'person') expect(outcome.chat?.operators[0]?.id).toBe(given.target);
        else expect(outcome.chat?.wanted?.as).toBe(given.to);
        const stays = outcome.refusal || (given.to === 'person' && given.by === given.target);
        if (!stays) expect(outcome.chat?.operators.map(({ id }) => id)).not.toContain(given.by);
        chat = { ...(outcome.chat ?? chat), chatId: 'chat-1' };
      }
    }),
  );
});
