import type { RoutingRule } from '../settings/vocabulary.ts';
import { speaks } from './match.ts';
import type { Candidate, Question } from './vocabulary.ts';

/** Who may get a chat, and who is preferred: what holds of everybody for one question under one rule. */
export class Eligibility {
  readonly question: Question;
  readonly rule: RoutingRule | null;

  constructor(question: Question, rule: RoutingRule | null) {
    this.question = question;
    this.rule = rule;
  }

  find(id: string): Candidate | undefined {
    return this.question.candidates.find((one) => one.id === id);
  }

  /** Whom the rule names; everybody with access where it names nobody, or there is none. */
  get members(): Candidate[] {
    const { teamIds = [], employeeIds = [] } = this.rule?.who ?? {};
    if (teamIds.length + employeeIds.length === 0) return this.question.candidates;
    return this.question.candidates.filter(
      (one) => employeeIds.includes(one.id) || one.teamIds.some((id) => teamIds.includes(id)),
    );
  }

  inTeam(teamId: string | null): Candidate[] {
    return this.question.candidates.filter((one) => teamId !== null && one.teamIds.includes(teamId));
  }

  /** Null: no limit. The rule's own may only be lower than what holds for the person. */
  capacityOf({ capacity }: Candidate): number | null {
    const own = capacity ?? (this.question.policy.capacity || null);
    const ofRule = this.rule?.capacity ?? null;
    return own === null ? ofRule : ofRule === null ? own : Math.min(own, ofRule);
  }

  isFull(one: Candidate): boolean {
    const capacity = this.capacityOf(one);
    return capacity !== null && one.load >= capacity;
  }

  isAbsent({ leaveUntil }: Candidate): boolean {
    return leaveUntil !== null && leaveUntil > this.question.at;
  }

  isTried({ id }: Candidate): boolean {
    return this.question.tried.includes(id);
  }

  /** What makes it impossible, whoever is online. */
  obstacle(one: Candidate): 'on_leave' | 'tried' | 'full' | null {
    if (this.isAbsent(one)) return 'on_leave';
    if (this.isTried(one)) return 'tried';
    return this.isFull(one) ? 'full' : null;
  }

  /** Of several contacts none is chosen: a person has to. */
  get contactId(): string | null {
    const [only, other] = this.question.chat.contacts;
    return only && !other ? only.id : null;
  }

  get managerId(): string | null {
    const [only, other] = this.question.chat.contacts;
    return only && !other ? only.managerId : null;
  }

  get previous(): Candidate | undefined {
    const { previousOperatorId } = this.question.chat;
    return previousOperatorId === null ? undefined : this.find(previousOperatorId);
  }

  /** A returning client is not given to somebody who went home, unless the turns go on without anybody being there. */
  isStillThere(one: Candidate): boolean {
    const needsPresence = this.question.policy.distribution !== 'even';
    return this.obstacle(one) === null && (one.presence === 'online' || !needsPresence);
  }

  knowsLanguage({ languages }: Candidate): boolean {
    const { locale } = this.question.chat;
    return languages.some((language) => speaks(locale, language));
  }

  hasSkill({ skills }: Candidate): boolean {
    const wanted = this.question.chat.pageSkills.map((skill) => skill.toLowerCase());
    return skills.some((skill) => wanted.includes(skill.toLowerCase()));
  }

  get asksForLanguage(): boolean {
    return this.question.policy.matchLanguage && this.question.chat.locale !== null;
  }

  get asksForSkill(): boolean {
    return this.question.policy.matchSkills && this.question.chat.pageSkills.length > 0;
  }

  /** Who knows the client's language, and of these who knows the page; where nobody does, it does not count. */
  preferred(free: Candidate[]): Candidate[] {
    const speaking = this.asksForLanguage ? orAll(free, (one) => this.knowsLanguage(one)) : free;
    return this.asksForSkill ? orAll(speaking, (one) => this.hasSkill(one)) : speaking;
  }

  /** Number of their last turn; 0 before the first. */
  turn(pool: string, id: string): number {
    return this.question.turns[pool]?.[id] ?? 0;
  }
}

function orAll(all: Candidate[], holds: (one: Candidate) => boolean): Candidate[] {
  const found = all.filter(holds);
  return found.length > 0 ? found : all;
}
