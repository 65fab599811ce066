import fc from 'fast-check';
import { chooseOperator } from '#workflows/routing/choose.ts';
import type { Candidate, ChatFacts, ChosenCode, Policy, Question } from '#workflows/routing/vocabulary.ts';
import type { Arrival, Member, Recording } from '#workflows/routing/what-if/recording.ts';
import type { RoutingRule } from '#workflows/settings/vocabulary.ts';
import { noon } from '../chat/chats.ts';
import { kyivHours } from '../chat/rules.ts';

/** A company of a few people and two pages, as it may have been on one day. */
export const PAGES = ['dim', 'outlet'];
const PEOPLE = ['iryna', 'olena', 'taras', 'vira'];
const minute = 60_000;
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

/** What such a day would really have been: minute by minute, each waiting chat tried anew, with nothing left out. */
export function live(recording: Recording, policy: Policy): Arrival[] {
  const chats = recording.arrivals.map((one) => ({ ...one, got: null as Arrival['got'] }));
  const turns: Record<string, Question['turns']> = {};
  let turn = 0;
  for (let at = recording.from; at <= recording.to; at += minute) {
    const waiting = chats.filter((one) => one.got === null && one.at <= at && (one.endsAt === null || at < one.endsAt));
    // Those who came in this very minute come after all who waited.
    const order = (one: Arrival): number => Number(one.at === at);
    const priority = (one: Arrival): number => (order(one) === 1 ? 0 : chooseOperator(question(one, at)).priority);
    const sorted = waiting
      .map((one) => ({ one, priority: priority(one) }))
      .toSorted(
        (a, b) =>
          order(a.one) - order(b.one) || b.priority - a.priority || a.one.facts.waitingSince - b.one.facts.waitingSince,
      );
    for (const pageId of PAGES)
      for (const { one } of sorted.filter((each) => each.one.facts.pageId === pageId && order(each.one) === 0))
        give(one, at);
    for (const { one } of sorted.filter((each) => order(each.one) === 1)) give(one, at);
  }
  return chats;

  function give(one: Arrival, at: number): void {
    const { employeeId, code, pool } = chooseOperator(question(one, at));
    if (employeeId === null) return;
    one.got = { employeeId, at, code: code as ChosenCode };
    if (pool !== null) ((turns[one.facts.pageId] ??= {})[pool] ??= {})[employeeId] = turn += 1;
  }

  function question(one: Arrival, at: number): Question {
    const { pageId } = one.facts;
    const members = recording.roster.filter(({ pageIds }) => pageIds.includes(pageId));
    const candidates = members.map((member) => candidateAt(member, at));
    const versions = { installation: 0, page: 0 };
    return {
      v: 1,
      at,
      ask: 'first',
      target: null,
      tried: [],
      chat: one.facts,
      policy,
      versions,
      candidates,
      turns: turns[pageId] ?? {},
    };
  }

  function candidateAt({ pageIds: _pages, ...member }: Member, at: number): Candidate {
    const during = ({ employeeId, from, to }: { employeeId: string; from: number; to: number | null }): boolean =>
      employeeId === member.id && from <= at && (to === null || at < to);
    const away = recording.leaves.filter(during).map(({ to }) => to);
    const mine = chats.filter(({ got, endsAt }) => got?.employeeId === member.id && (endsAt === null || at < endsAt));
    return {
      ...member,
      presence: recording.presence.find(during)?.state ?? 'offline',
      leaveUntil: away.length > 0 ? Math.max(...away) : null,
      load: mine.length,
    };
  }
}
