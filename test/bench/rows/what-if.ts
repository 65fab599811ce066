import { chooseOperator } from '#workflows/routing/choose.ts';
import type { Policy, Question } from '#workflows/routing/vocabulary.ts';
import { replay } from '#workflows/routing/what-if.ts';
import type { Arrival, Member, Recording } from '#workflows/routing/what-if/recording.ts';
import type { Scale } from '../scale.ts';
import { type Finding, quantile } from '../report/row.ts';

const CHATS = 10_000;
const OPERATORS = 30;
const DAY = 24 * 60 * 60_000;
const FROM = Date.UTC(2026, 10, 1);
const PAGE = 'page';

/**
 * How long a month is replayed under two policies, beside as many choices as there are chats, with the card of each.
 */
export function measureWhatIf({ repetitions }: Scale): Finding[] {
  const recording = month();
  const drafts: [string, Policy][] = [
    ['turns', policyOf({ distribution: 'even' })],
    ['rules, limits and a full waiting room', policyOf({ distribution: 'active', capacity: 2, routing: rules() })],
  ];
  return drafts.map(([name, draft]) => {
    const times = Array.from({ length: Math.ceil(repetitions / 4) }, () => timed(() => replayed(recording, draft)));
    const bare = Array.from({ length: Math.ceil(repetitions / 4) }, () => timed(() => choices(recording, draft)));
    return {
      name: `what if: ${CHATS} chats, ${name}`,
      unit: 'ms',
      figure: quantile(times, 0.5),
      bare: quantile(bare, 0.5),
      goal: { is: 'at most', must: 2_000, aim: 1_000 },
    };
  });
}

function replayed(recording: Recording, draft: Policy): void {
  replay(recording, { [PAGE]: { published: policyOf({ distribution: 'active' }), draft } });
}

/** What two walks cannot do without, and no time in between: the choices themselves. */
function choices({ arrivals, roster }: Recording, policy: Policy): void {
  const candidates = roster.map((one) => ({ ...one, presence: 'online' as const, leaveUntil: null, load: 0 }));
  const versions = { installation: 0, page: 0 };
  const rest = { v: 1, ask: 'first', target: null, tried: [], policy, versions, candidates, turns: {} } as const;
  for (const { facts, at } of arrivals) chooseOperator({ ...rest, chat: facts, at } as unknown as Question);
}

function timed(work: () => void): number {
  const since = performance.now();
  work();
  return performance.now() - since;
}

/** A month of busy days, the same each time: a chat every few minutes, each for an hour or more; people come and go. */
function month(): Recording {
  const roster = Array.from({ length: OPERATORS }, (_, n) => memberOf(n));
  const arrivals = Array.from({ length: CHATS }, (_, n) => arrivalOf(n, roster));
  const shifts = roster.flatMap(({ id: employeeId }, n) =>
    Array.from({ length: 30 * 8 }, (_, k) => {
      const from = FROM + Math.floor(k / 8) * DAY + (8 + (k % 8) + (n % 3) / 3) * 3_600_000;
      return { employeeId, state: k % 4 === 3 ? ('away' as const) : ('online' as const), from, to: from + 50 * 60_000 };
    }),
  );
  const recording = { from: FROM, to: FROM + 30 * DAY, stays: [], leaves: [], turns: {} };
  return { ...recording, arrivals, roster, presence: shifts };
}

const memberOf = (n: number): Member => ({
  id: `employee-${n}`,
  pageIds: [PAGE],
  languages: n % 2 === 0 ? ['uk'] : ['uk', 'en'],
  skills: [],
  teamIds: [`team-${n % 3}`],
  capacity: null,
});

function arrivalOf(n: number, roster: Member[]): Arrival {
  const at = FROM + Math.floor((n * 30 * DAY) / CHATS);
  const employeeId = roster[(n * 7) % OPERATORS]?.id ?? '';
  const words = 'Добрий день! Підкажіть, будь ласка, коли буде доставка замовлення до відділення? '.repeat(3);
  return {
    number: n + 1,
    at,
    endsAt: at + 3_600_000 * (1 + (n % 12)),
    got: { employeeId, at: at + 30_000, code: 'by_hand' },
    facts: {
      chatId: `chat-${n}`,
      pageId: PAGE,
      pageSkills: [],
      locale: n % 5 === 0 ? 'en_GB' : 'uk_UA',
      referral: n % 3 === 0 ? { ref: `spring-${n % 7}` } : null,
      words,
      returning: n % 4 === 0,
      previousOperatorId: n % 4 === 0 ? (roster[n % OPERATORS]?.id ?? null) : null,
      contacts:
        n % 6 === 0 ? [{ id: `contact-${n}`, managerId: roster[n % OPERATORS]?.id ?? null, segment: 'vip' }] : [],
      waitingSince: at,
    },
  };
}

function rules(): Policy['routing'] {
  return Array.from({ length: 10 }, (_, n) => ({
    id: `rule-${n}`,
    name: `Правило ${n}`,
    enabled: true,
    when: { words: [`слово${n}`, n === 9 ? 'доставк' : 'рекламац'], hours: n % 2 === 0 ? ('open' as const) : null },
    who: { teamIds: [`team-${n % 3}`], employeeIds: [] },
    strategy: 'least' as const,
    priority: n,
    capacity: null,
  }));
}

function policyOf(more: Partial<Policy>): Policy {
  const hours = { timeZone: 'Europe/Kyiv', exceptions: [] };
  const days = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]]);
  return {
    distribution: 'off',
    personalManager: true,
    sameOperator: true,
    capacity: 0,
    matchLanguage: true,
    matchSkills: false,
    routing: [],
    workingHours: { ...hours, week: Object.fromEntries(days) as NonNullable<Policy['workingHours']>['week'] },
    ...more,
  };
}
