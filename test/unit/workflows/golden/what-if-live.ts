import type { Arrival, Member, Recording } from '#workflows/routing/what-if/recording.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import type { Candidate, ChosenCode, Policy, Question } from '#workflows/routing/vocabulary.ts';
import { minute, PAGES } from './what-if-world.ts';

/** What such a day would really have been: minute by minute, each waiting chat tried anew, with nothing left out. */
export function live(recording: Recording, policy: Policy): Arrival[] {
  const day = new LiveDay(recording, policy);
  for (let at = recording.from; at <= recording.to; at += minute) day.pass(at);
  return day.chats;
}

class LiveDay {
  readonly chats: Arrival[];
  private readonly recording: Recording;
  private readonly policy: Policy;
  private readonly turns: Record<string, Question['turns']> = {};
  private turn = 0;

  constructor(recording: Recording, policy: Policy) {
    this.recording = recording;
    this.policy = policy;
    this.chats = recording.arrivals.map((one) => ({ ...one, got: null as Arrival['got'] }));
  }

  /** One minute. Those who came in this very minute come after all who waited. */
  pass(at: number): void {
    const waiting = this.chats.filter(
      (one) => one.got === null && one.at <= at && (one.endsAt === null || at < one.endsAt),
    );
    const old = waiting.filter((one) => one.at !== at);
    const priorities = new Map(old.map((one) => [one, chooseOperator(this.question(one, at)).priority]));
    const priority = (one: Arrival): number => priorities.get(one) ?? 0;
    const since = (one: Arrival): number => one.facts.waitingSince;
    const sorted = old.toSorted((a, b) => priority(b) - priority(a) || since(a) - since(b));
    for (const pageId of PAGES)
      for (const one of sorted.filter((each) => each.facts.pageId === pageId)) this.give(one, at);
    for (const one of waiting.filter((each) => each.at === at).toSorted((a, b) => since(a) - since(b)))
      this.give(one, at);
  }

  private give(one: Arrival, at: number): void {
    const { employeeId, code, pool } = chooseOperator(this.question(one, at));
    if (employeeId === null) return;
    one.got = { employeeId, at, code: code as ChosenCode };
    if (pool !== null) ((this.turns[one.facts.pageId] ??= {})[pool] ??= {})[employeeId] = this.turn += 1;
  }

  private question(one: Arrival, at: number): Question {
    const { policy } = this;
    const { pageId } = one.facts;
    const members = this.recording.roster.filter(({ pageIds }) => pageIds.includes(pageId));
    const candidates = members.map((member) => this.candidateAt(member, at));
    const versions = { installation: 0, page: 0 };
    const turns = this.turns[pageId] ?? {};
    return { v: 1, at, ask: 'first', target: null, tried: [], chat: one.facts, policy, versions, candidates, turns };
  }

  private candidateAt({ pageIds: _pages, ...member }: Member, at: number): Candidate {
    const during = ({ employeeId, from, to }: { employeeId: string; from: number; to: number | null }): boolean =>
      employeeId === member.id && from <= at && (to === null || at < to);
    const away = this.recording.leaves.filter(during).map(({ to }) => to);
    const isMine = ({ got, endsAt }: Arrival): boolean =>
      got?.employeeId === member.id && (endsAt === null || at < endsAt);
    return {
      ...member,
      presence: this.recording.presence.find(during)?.state ?? 'offline',
      leaveUntil: away.length > 0 ? Math.max(...away) : null,
      load: this.chats.filter(isMine).length,
    };
  }
}
