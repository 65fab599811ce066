import { describe, expect, test } from 'vitest';
import { chooseOperator } from '#workflows/routing/choose.ts';
import { ruleFits, rulesHeard } from '#workflows/routing/match.ts';
import type { AskedChat, Question } from '#workflows/routing/vocabulary.ts';
import { whatElse } from '#workflows/routing/what-else.ts';
import { noon } from '../chat/chats.ts';
import { facts, person, policy, question, rule } from './questions.ts';
import { kyivHours } from '../chat/rules.ts';

const chosen = (change: Partial<Question>) => {
  const { employeeId, code } = chooseOperator(question(change));
  return [employeeId, code];
};

describe('F10: distribution', () => {
  test.each([
    ['off chooses nobody', { policy: policy() }, [null, 'distribution_off']],
    ['nobody has access', { candidates: [] }, [null, 'no_candidates']],
    ['everybody is on leave', { candidates: [person('a', { leaveUntil: noon + 1 })] }, [null, 'all_on_leave']],
    ['everybody is full', { candidates: [person('a', { capacity: 2, load: 2 })] }, [null, 'all_full']],
    ['everybody had it', { candidates: [person('a')], tried: ['a'] }, [null, 'all_tried']],
    ['only one is there', { candidates: [person('a')] }, ['a', 'only_one']],
    ['turns decide', { turns: { page: { olena: 4, taras: 3 } } }, ['taras', 'turn']],
    ['who had no turn yet is next', { turns: { page: { olena: 4 } } }, ['taras', 'turn']],
  ] as const)('%s', (_, change, expected) => {
    expect(chosen(structuredClone(change) as never)).toEqual(expected);
  });

  test('Active with somebody online and full waits: only where nobody is online at all it goes on as Even', () => {
    const active = policy({ distribution: 'active', capacity: 1 });
    const full = [person('olena', { load: 1 }), person('taras', { presence: 'offline' })];
    expect(chosen({ policy: active, candidates: full })).toEqual([null, 'all_full']);
    const away = full.map((one) => ({ ...one, presence: 'away' as const }));
    expect(chosen({ policy: active, candidates: away })).toEqual(['taras', 'only_one']);
  });

  test('least open chats, and then turns', () => {
    const fewest = policy({ distribution: 'active', routing: [rule({ strategy: 'least' })] });
    const candidates = [person('a', { load: 3 }), person('b', { load: 2 }), person('c', { load: 2 })];
    const choice = chooseOperator(question({ policy: fewest, candidates, turns: { 'rule-1': { b: 2, c: 1 } } }));
    expect(choice).toMatchObject({
      employeeId: 'c',
      code: 'least',
      tieBreak: 'turn',
      pool: 'rule-1',
      ruleId: 'rule-1',
    });
  });
});

describe('what goes before the turns', () => {
  const managed = (contacts: Question['chat']['contacts'], patch = {}) =>
    chosen({ policy: policy({ distribution: 'even', personalManager: true, ...patch }), chat: facts({ contacts }) });
  const contact = (id: string, managerId: string | null) => ({ id, managerId, segment: '' });

  test('F07: the personal manager gets the chat, also where distribution is off', () => {
    expect(managed([contact('c1', 'taras')])).toEqual(['taras', 'manager']);
    expect(managed([contact('c1', 'taras')], { distribution: 'off' })).toEqual(['taras', 'manager']);
  });

  test('F07: of several contacts none is chosen: a person has to', () => {
    expect(managed([contact('c1', 'taras'), contact('c2', 'taras')], { distribution: 'off' })).toEqual([
      null,
      'distribution_off',
    ]);
  });

  test('F07: a manager on leave is passed over', () => {
    const candidates = [person('olena'), person('taras', { leaveUntil: noon + 1 })];
    const asked = {
      candidates,
      policy: policy({ distribution: 'even', personalManager: true }),
      chat: facts({ contacts: [contact('c1', 'taras')] }),
    };
    expect(chosen(asked)).toEqual(['olena', 'only_one']);
  });

  test('a returning client gets the operator of before, if that one is there', () => {
    const chat = facts({ returning: true, previousOperatorId: 'taras' });
    const same = policy({ distribution: 'active', sameOperator: true });
    expect(chosen({ policy: same, chat })).toEqual(['taras', 'previous']);
    const gone = [person('olena'), person('taras', { presence: 'offline' })];
    expect(chosen({ policy: same, chat, candidates: gone })).toEqual(['olena', 'only_one']);
  });

  test('who knows the language and the page comes first; where nobody does it does not count', () => {
    const matching = policy({ distribution: 'even', matchLanguage: true, matchSkills: true });
    const candidates = [
      person('a'),
      person('b', { languages: ['uk'] }),
      person('c', { languages: ['uk'], skills: ['Лампи'] }),
    ];
    const asked = (locale: string) => ({
      policy: matching,
      candidates,
      chat: facts({ locale, pageSkills: ['лампи'] }),
    });
    expect(chosen(asked('uk_UA'))).toEqual(['c', 'only_one']);
    expect(chosen({ ...asked('pl_PL'), tried: ['c'] })).toEqual(['a', 'turn']);
  });
});

describe('rules', () => {
  test.each([
    ['page', { pageIds: ['dim'] }, {}, true],
    ['another page', { pageIds: ['outlet'] }, {}, false],
    ['language', { locales: ['uk'] }, {}, true],
    ['another locale of the language', { locales: ['en_US'] }, { locale: 'en_GB' }, false],
    ['no locale', { locales: ['uk'] }, { locale: null }, false],
    ['ref', { referrals: ['spring*'] }, { referral: { ref: 'Spring-2026' } }, true],
    ['ad', { referrals: ['6001'] }, { referral: { adId: '6001' } }, true],
    ['another ref', { referrals: ['spring'] }, { referral: { ref: 'spring-2026' } }, false],
    ['beginning of a word', { words: ['достав'] }, { words: 'А скільки коштує ДОСТАВКА?' }, true],
    ['inside of a word', { words: ['став'] }, { words: 'доставка' }, false],
    ['two words in a row', { words: ['не працює'] }, { words: 'Лампа не працює!' }, true],
    ['open hours', { hours: 'open' }, {}, true],
    ['closed hours', { hours: 'closed' }, {}, false],
    ['returning', { returning: true }, { returning: true }, true],
    ['new', { returning: false }, { returning: true }, false],
    ['segment', { segments: ['vip'] }, { contacts: [{ id: 'c', managerId: null, segment: 'VIP' }] }, true],
  ] as const)('%s', (_, when, change, expected) => {
    const monday = Date.parse('2026-11-23T12:00:00+02:00');
    const chat = facts(structuredClone(change) as never);
    const hours = policy({ workingHours: kyivHours });
    expect(ruleFits(rule({ when: structuredClone(when) as never }), chat, hours, monday)).toBe(expected);
  });

  test('the first that fits is applied, with its people, its priority and its limit', () => {
    const routing = [
      rule({ id: 'off', enabled: false, who: { teamIds: [], employeeIds: ['olena'] } }),
      rule({ id: 'en', when: { locales: ['en'] } }),
      rule({ id: 'team', who: { teamIds: ['sales'], employeeIds: [] }, priority: 7, capacity: 1 }),
      rule({ id: 'last' }),
    ];
    const candidates = [
      person('olena'),
      person('taras', { teamIds: ['sales'], load: 1 }),
      person('ira', { teamIds: ['sales'] }),
    ];
    const choice = chooseOperator(question({ policy: policy({ distribution: 'even', routing }), candidates }));
    expect(choice).toMatchObject({ employeeId: 'ira', ruleId: 'team', priority: 7, code: 'only_one' });
    expect(choice.considered.map(({ id, cons }) => [id, cons[0]?.code])).toEqual([
      ['ira', undefined],
      ['olena', 'not_in_rule'],
      ['taras', 'full'],
    ]);
  });
});

describe('the escalation', () => {
  test.each([
    ['the next one', { ask: 'next', tried: ['olena'] }, ['taras', 'only_one']],
    [
      'the next one, where distribution is off',
      { ask: 'next', tried: ['olena'], policy: policy() },
      ['taras', 'only_one'],
    ],
    ['a person', { ask: 'person', target: 'olena' }, ['olena', 'person']],
    ['a person without access', { ask: 'person', target: 'ira' }, [null, 'no_candidates']],
    ['a person who had it', { ask: 'person', target: 'olena', tried: ['olena'] }, [null, 'all_tried']],
    ['an empty team', { ask: 'team', target: 'sales' }, [null, 'nobody_fits']],
    ['the personal manager alone', { ask: 'contact' }, [null, 'no_manager']],
  ] as const)('%s', (_, change, expected) => {
    expect(chosen(structuredClone(change) as never)).toEqual(expected);
  });
});

test('what would have changed the choice: somebody online, and who was next', () => {
  const asked = question({
    policy: policy({ distribution: 'active' }),
    candidates: [person('olena'), person('taras', { presence: 'offline' }), person('ira', { load: 2 })],
    turns: { page: { olena: 1, ira: 2, taras: 0 } },
  });
  expect(whatElse(asked, chooseOperator(asked))).toEqual([
    { id: 'taras', change: 'online' },
    { id: 'ira', change: 'instead' },
  ]);
});

describe('D: a record keeps no words', () => {
  const says = (id: string, ...words: string[]) => rule({ id, when: { words } });
  const rules = [says('lamps', 'ламп'), says('delivery', 'достав', 'посилк'), says('all'), says('empty', '')];
  const asked = (words: AskedChat['words'], routing = rules) =>
    question({ chat: { ...facts(), words }, policy: policy({ distribution: 'even', routing }) });

  test.each(['Яка доставка?', 'ЛАМПА і посилка', 'Добрий день', ''])('and asked again gives the same: %s', (words) => {
    const heard = { hash: '', rules: rulesHeard(words, asked(words).policy) };
    expect(chooseOperator(asked(heard))).toEqual(chooseOperator(asked(words)));
    for (const turned of [rules.toReversed(), rules.slice(1), rules.slice(2)])
      expect(chooseOperator(asked(heard, turned)).ruleId).toBe(chooseOperator(asked(words, turned)).ruleId);
  });

  test('but which rules they fit; a rule without words is none of them', () => {
    expect(rulesHeard('Лампи доставкою', asked('').policy)).toEqual(['lamps', 'delivery']);
    expect(rulesHeard('', asked('').policy)).toEqual([]);
  });
});
