import { describe, expect, test } from 'vitest';
import { decide } from '#workflows/chat/decide.ts';
import type { Input, Outcome } from '#workflows/chat/vocabulary.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import { identity, noon, olena, take, wrote } from '../chat/chats.ts';
import { laterHours, rulesWith } from '../chat/rules.ts';
import { codes, evening, hours, minute, morning, run, said, type Step, wroteWith } from '../chat/stories.ts';
import { both, phoneOnly } from './asking-cases.ts';

describe('F08, F09: the contact that is required', () => {
  describe('Y21: a question that could not be written', () => {
    const notSaid = (template: string, key: string, at = noon): Input => ({
      id: 900 + at - noon,
      chatId: 'chat-1',
      at,
      kind: 'not_said',
      template,
      key,
    });

    test.each<[string, string, string, Step[]]>([
      ['the first one', 'askPhone', '1', []],
      ['the second one', 'askEmail', '2', [wroteWith({ phone: '+380671234567' }, noon + 1)]],
      ['that the answer was not understood', 'phoneNotUnderstood', '1.1', [wrote(noon + 1)]],
    ])('%s: whoever can be there takes over, also where minutes have no end', (_, template, key, before) => {
      const outcome = run(both, wrote(noon), ...before, notSaid(template, key, noon + 2));
      expect(outcome.chat).toMatchObject({ phase: 'open', noContact: true, handedOverAt: noon + 2 });
      expect(codes(outcome, 'contact').at(-1)).toBe('not_asked');
      expect(outcome.commands.filter(({ kind }) => kind === 'seek_operator')).toHaveLength(1);
    });

    test.each<[string, string, Step[]]>([
      ['an answer that came by itself', '1', [wroteWith({ phone: '+380671234567' }, noon + 1)]],
      ['a reminder, whose question the client has', '1 again', []],
      ['a question of an earlier chat', '1', []],
    ])('%s is not ended by it', (what, key, before) => {
      const at = what.includes('earlier') ? noon - 1 : noon + 2;
      const outcome = run(both, wrote(noon), ...before, notSaid('askPhone', key, at));
      expect(outcome.chat.phase).toMatch(/^collecting/);
    });

    test('who is with an operator by now stays there', () => {
      const outcome = run(both, wrote(noon), take(olena), notSaid('askPhone', '1', noon + 2));
      expect(codes(outcome, 'contact')).toEqual(['taken_over']);
    });
  });

  test('F18: what is not required any more is not waited for', () => {
    const { chat } = run(phoneOnly, wrote(noon));
    const outcome = decide(chat, { kind: 'settings_changed', before: phoneOnly }, noon, identity, rulesWith({}, 2));
    expect(codes(outcome, 'contact')).toEqual(['not_required']);
    expect(outcome.chat).toMatchObject({ phase: 'open' });
  });
});

describe('F17: out of hours', () => {
  const rules = rulesWith({ outOfHoursMessage: true, workingHours: structuredClone(hours) as never });

  test('once in a closed period, with when it opens; again in the next one', () => {
    const outcome = run(
      rules,
      wrote(evening),
      wrote(evening + minute),
      wrote(morning + minute),
      wrote(morning + 12 * 60 * minute),
    );
    expect(outcome.commands.filter(({ kind }) => kind === 'say')).toMatchObject([
      { kind: 'say', template: 'outOfHours', opensAt: morning },
      { kind: 'say', template: 'outOfHours', key: String(Date.parse('2026-11-30T09:00:00+02:00')) },
    ]);
  });

  test('one that is handled only after the opening is left out, and says why', () => {
    const outcome = decide(null, wrote(evening), morning + minute, identity, rules);
    expect(said(outcome)).toEqual([]);
    expect(codes(outcome, 'not_said')).toEqual(['open_by_now']);
  });

  test('hours changed and changed back tell nobody twice; another opening is news, so is the first again', () => {
    const [with17, without, later] = [
      rules,
      rulesWith({ outOfHoursMessage: true }, 18),
      rulesWith({ outOfHoursMessage: true, workingHours: laterHours }, 19),
    ];
    const back = rulesWith({ outOfHoursMessage: true, workingHours: structuredClone(hours) as never }, 20);
    let chat = decide(null, wrote(evening), evening, identity, with17).chat;
    const says: Outcome['commands'][] = [];
    const under = (before: Rules, after: Rules, at: number): void => {
      chat = decide(chat, { kind: 'settings_changed', before }, at, identity, after).chat;
      const outcome = decide(chat, wrote(at), at, identity, after);
      says.push(outcome.commands.filter(({ kind }) => kind === 'say'));
      chat = outcome.chat;
    };
    under(with17, without, evening + minute);
    under(without, back, evening + 2 * minute);
    under(back, later, evening + 3 * minute);
    under(later, back, evening + 4 * minute);
    expect(says.map((said) => said.length)).toEqual([0, 0, 1, 1]);
    expect(says[3]).toMatchObject([{ template: 'outOfHours', opensAt: morning }]);
    expect(says[3]).not.toMatchObject([{ key: String(morning) }]);
  });

  test('the question for the contact stands after it', () => {
    const asking = rulesWith({
      outOfHoursMessage: true,
      requirePhone: true,
      workingHours: structuredClone(hours) as never,
    });
    expect(said(run(asking, wrote(evening)))).toEqual(['outOfHours', 'askPhone']);
  });
});
