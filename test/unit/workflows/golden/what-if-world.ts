import fc from 'fast-check';
import type { ChatFacts, Policy } from '#workflows/routing/vocabulary.ts';
import type { Arrival, Member, Recording } from '#workflows/routing/what-if/recording.ts';
import type { RoutingRule } from '#workflows/settings/vocabulary.ts';
import { noon } from '../chat/chats.ts';
import { kyivHours } from '../chat/rules.ts';

/** A company of a few people and two pages, as it may have been on one day. */
export const PAGES = ['dim', 'outlet'];
const PEOPLE = ['iryna', 'olena', 'taras', 'vira'];
export const minute = 60_000;
const DAY = 24 * 60;

export const policyWith = (more: Partial<Policy> = {}): Policy => ({
  distribution: 'even',
  personalManager: false,
  sameOperator: false,
  capacity: 0,
  matchLanguage: false,
  matchSkills: false,
  routing: [],
  workingHours: null,
  ...more,
});

export const memberOf = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  pageIds: PAGES,
  languages: [],
  skills: [],
  teamIds: [],
  capacity: null,
  ...more,
});

export const factsOf = (n: number, at: number, more: Partial<ChatFacts> = {}): ChatFacts => ({
  chatId: `chat-${n}`,
  pageId: 'dim',
  pageSkills: [],
  locale: null,
  referral: null,
  words: '',
  returning: false,
  previousOperatorId: null,
  contacts: [],
  waitingSince: at,
  ...more,
});

export const recordingOf = (arrivals: Arrival[], more: Partial<Recording> = {}): Recording => ({
  from: noon,
  to: noon + DAY * minute,
  arrivals: arrivals.toSorted((a, b) => a.at - b.at),
  stays: [],
  presence: PEOPLE.map((employeeId) => ({ employeeId, state: 'online', from: noon - minute, to: null })),
  leaves: [],
  roster: PEOPLE.map((id) => memberOf(id)),
  turns: {},
  ...more,
});

const moment = fc.integer({ min: 0, max: DAY }).map((minutes) => noon + minutes * minute);
const someone = fc.constantFrom(...PEOPLE);
const managed = fc.record({ id: fc.constant('contact'), managerId: fc.option(someone), segment: fc.constant('') });

const arrival: fc.Arbitrary<Omit<Arrival, 'number'>> = fc
  .record({
    at: moment,
    lasts: fc.option(fc.integer({ min: 1, max: 600 })),
    pageId: fc.constantFrom(...PAGES),
    locale: fc.constantFrom(null, 'uk_UA', 'en_GB'),
    words: fc.constantFrom('Доставка на завтра', 'Скільки коштує?', ''),
    previousOperatorId: fc.option(someone),
    contacts: fc.array(managed, { maxLength: 2 }),
  })
  .map(({ at, lasts, ...facts }) => ({
    at,
    endsAt: lasts === null ? null : at + lasts * minute,
    got: null,
    facts: factsOf(0, at, facts),
  }));

const time = fc
  .tuple(moment, fc.integer({ min: 1, max: 400 }))
  .map(([from, lasts]) => ({ from, to: from + lasts * minute }));

const rule: fc.Arbitrary<Omit<RoutingRule, 'id'>> = fc.record({
  name: fc.constant('правило'),
  enabled: fc.boolean(),
  when: fc.record({
    words: fc.constantFrom([], ['достав']),
    locales: fc.constantFrom([], ['en']),
    hours: fc.constantFrom(null, 'open' as const, 'closed' as const),
  }),
  who: fc.record({ teamIds: fc.constant([]), employeeIds: fc.subarray(PEOPLE) }),
  strategy: fc.constantFrom('active' as const, 'even' as const, 'least' as const),
  priority: fc.integer({ min: 0, max: 9 }),
  capacity: fc.option(fc.integer({ min: 1, max: 3 })),
});

export const policies: fc.Arbitrary<Policy> = fc.record({
  distribution: fc.constantFrom('off' as const, 'active' as const, 'even' as const),
  personalManager: fc.boolean(),
  sameOperator: fc.boolean(),
  capacity: fc.integer({ min: 0, max: 4 }),
  matchLanguage: fc.boolean(),
  matchSkills: fc.constant(false),
  routing: fc.array(rule, { maxLength: 3 }).map((rules) => rules.map((one, n) => ({ ...one, id: `rule-${n}` }))),
  workingHours: fc.constantFrom(null, kyivHours),
});

const presence = fc
  .array(fc.tuple(someone, time, fc.constantFrom('online' as const, 'away' as const)), { maxLength: 20 })
  .map((times) => times.map(([employeeId, when, state]) => ({ employeeId, state, ...when })))
  // Of one person one time follows the other.
  .map((times) =>
    times.filter((one, n) =>
      times
        .slice(0, n)
        .every((other) => other.employeeId !== one.employeeId || other.to <= one.from || one.to <= other.from),
    ),
  );

export const recordings: fc.Arbitrary<Recording> = fc
  .record({
    arrivals: fc.array(arrival, { maxLength: 40 }),
    presence,
    leaves: fc
      .array(fc.tuple(someone, time), { maxLength: 3 })
      .map((times) => times.map(([employeeId, when]) => ({ employeeId, ...when }))),
    roster: fc.constant<Member[]>([
      memberOf('iryna', { capacity: 2 }),
      memberOf('olena', { languages: ['en'] }),
      memberOf('taras', { pageIds: ['outlet'] }),
      memberOf('vira'),
    ]),
  })
  .map(({ arrivals, ...more }) =>
    recordingOf(
      arrivals.map((one, n) => ({ ...one, number: n + 1 })),
      more,
    ),
  );
