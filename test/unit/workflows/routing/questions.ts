import fc from 'fast-check';
import { PAGE_POOL } from '#workflows/routing/choose.ts';
import { policyOf } from '#workflows/routing/policy.ts';
import type { Candidate, ChatFacts, Question } from '#workflows/routing/vocabulary.ts';
import { DEFAULTS } from '#workflows/settings/defaults.ts';
import type { RoutingRule, SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { noon } from '../chat/chats.ts';

/** Questions of the routing's tests: people with names, one thing at a time out of the ordinary. */

export const person = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  presence: 'online',
  leaveUntil: null,
  languages: [],
  skills: [],
  teamIds: [],
  capacity: null,
  load: 0,
  ...change,
});

export const facts = (change: Partial<ChatFacts> = {}): ChatFacts => ({
  chatId: 'chat-1',
  pageId: 'dim',
  pageSkills: [],
  locale: 'uk_UA',
  referral: null,
  words: 'Добрий день',
  returning: false,
  previousOperatorId: null,
  contacts: [],
  waitingSince: noon,
  ...change,
});

export const policy = (patch: SettingsPatch = {}) => policyOf({ ...DEFAULTS, ...(patch as Partial<typeof DEFAULTS>) });

export const rule = (change: Partial<RoutingRule> = {}): RoutingRule => ({
  id: 'rule-1',
  name: 'Правило',
  enabled: true,
  when: {},
  who: { teamIds: [], employeeIds: [] },
  strategy: 'even',
  priority: 0,
  capacity: null,
  ...change,
});

export const question = (change: Partial<Question> = {}): Question => ({
  v: 1,
  at: noon,
  ask: 'first',
  target: null,
  tried: [],
  chat: facts(),
  policy: policy({ distribution: 'even' }),
  versions: { installation: 3, page: 17 },
  candidates: [person('olena'), person('taras')],
  turns: {},
  ...change,
});

const text = fc.constantFrom('uk', 'en', 'pl', 'лампи', 'доставка');
const candidate = (id: string): fc.Arbitrary<Candidate> =>
  fc.record({
    id: fc.constant(id),
    presence: fc.constantFrom('online' as const, 'away' as const, 'offline' as const),
    leaveUntil: fc.constantFrom(null, noon - 1, noon + 1),
    languages: fc.uniqueArray(text, { maxLength: 2 }),
    skills: fc.uniqueArray(text, { maxLength: 2 }),
    teamIds: fc.uniqueArray(fc.constantFrom('sales', 'repair'), { maxLength: 2 }),
    capacity: fc.constantFrom(null, 0, 1, 3),
    load: fc.nat({ max: 4 }),
  });
const people = ['ann', 'bob', 'cyd', 'dan', 'eve'];
const id = fc.constantFrom(...people, 'somebody else');

const anyRule = (name: string): fc.Arbitrary<RoutingRule> =>
  fc.record({
    id: fc.constant(name),
    name: fc.constant(name),
    enabled: fc.boolean(),
    when: fc.record({ locales: fc.uniqueArray(text, { maxLength: 1 }), words: fc.uniqueArray(text, { maxLength: 1 }) }),
    who: fc.record({
      teamIds: fc.uniqueArray(fc.constantFrom('sales', 'repair'), { maxLength: 1 }),
      employeeIds: fc.uniqueArray(id, { maxLength: 2 }),
    }),
    strategy: fc.constantFrom('active' as const, 'even' as const, 'least' as const),
    priority: fc.nat({ max: 9 }),
    capacity: fc.constantFrom(null, 1, 2),
  });

/** Any question at all. */
export const anyQuestion: fc.Arbitrary<Question> = fc.record({
  v: fc.constant(1 as const),
  at: fc.constant(noon),
  ask: fc.constantFrom('first' as const, 'contact' as const, 'next' as const, 'team' as const, 'person' as const),
  target: fc.constantFrom(null, 'sales', 'ann', 'somebody else'),
  tried: fc.uniqueArray(id, { maxLength: 2 }),
  chat: fc
    .record({
      locale: fc.constantFrom(null, 'uk_UA', 'en_GB'),
      words: fc.constantFrom('', 'де моя доставка?', 'Лампи є?'),
      pageSkills: fc.uniqueArray(text, { maxLength: 1 }),
      previousOperatorId: fc.option(id),
      contacts: fc.array(
        fc.record({ id: fc.constantFrom('c1', 'c2'), managerId: fc.option(id), segment: fc.constant('') }),
        { maxLength: 2 },
      ),
    })
    .map((change) => facts(change)),
  policy: fc
    .record({
      distribution: fc.constantFrom('off' as const, 'active' as const, 'even' as const),
      personalManager: fc.boolean(),
      sameOperator: fc.boolean(),
      capacity: fc.constantFrom(0, 1, 3),
      matchLanguage: fc.boolean(),
      matchSkills: fc.boolean(),
      routing: fc.tuple(anyRule('one'), anyRule('two')).map((rules) => [...rules]),
    })
    .map(policy),
  versions: fc.constant({ installation: 1, page: 2 }),
  candidates: fc.subarray(people).chain((ids) => fc.tuple(...ids.map(candidate))),
  turns: fc.dictionary(
    fc.constantFrom(PAGE_POOL, 'one', 'two', 'team/sales'),
    fc.dictionary(fc.constantFrom(...people), fc.nat({ max: 9 })),
  ),
});
