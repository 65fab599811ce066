import { deadlinesOf, decide } from '../chat/decide.ts';
import type { ChatState, Deadline, Identity, Input, Millis, Own, Request } from '../chat/vocabulary.ts';
import type { Policy } from '../routing/vocabulary.ts';
import type { Rules } from '../settings/vocabulary.ts';
import { lineOf } from './lines.ts';
import { chosenFor } from './choice.ts';
import type { Example, Line, Outcome } from './vocabulary.ts';

const STEPS_MAX = 500;
/** After the last input the chat goes on by itself for so long. */
const AFTERWARDS_MS: Millis = 7 * 24 * 60 * 60_000;

/**
 * What comes of the example under these rules, with skipped time: pure, the same example and rules give the same lines.
 */
export function runExample(example: Example, rules: Rules, policy: Policy): Outcome {
  return new Walk(example, rules, policy).run();
}

/**
 * One run. Time stands still but for what happens: a deadline comes due in its own moment, an input was heard in its
 * own.
 */
class Walk {
  private readonly example: Example;
  private readonly rules: Rules;
  private readonly policy: Policy;
  private readonly identity: Identity;
  private readonly start: Millis;
  private readonly lines: Line[] = [];
  private chat: ChatState | null = null;
  private now: Millis;
  private steps = 0;

  constructor(example: Example, rules: Rules, policy: Policy) {
    this.example = example;
    this.rules = rules;
    this.policy = policy;
    this.identity = { clientId: '', pageId: example.pageId, run: 'golden', known: example.known };
    this.start = this.now = example.happened[0]?.at ?? 0;
  }

  run(): Outcome {
    for (const happened of this.example.happened) {
      // Told in the moment a deadline comes due: the chat hears it first, as it may be what the deadline waited for.
      this.goOn(happened.at - 1);
      if (this.isOver) break;
      this.step(happened, happened.at);
    }
    this.goOn(this.now + AFTERWARDS_MS);
    return this.lines;
  }

  private get isOver(): boolean {
    return this.chat?.status === 'finished' || this.steps >= STEPS_MAX;
  }

  /** Whatever the chat does by itself until then. */
  private goOn(until: Millis): void {
    for (let next = this.next(until); next && !this.isOver; next = this.next(until))
      this.step({ kind: 'deadline', deadline: next }, next.at);
  }

  private next(until: Millis): Deadline | undefined {
    const [soonest] = this.chat ? deadlinesOf(this.chat, this.rules) : [];
    return soonest && soonest.at <= until ? soonest : undefined;
  }

  private step(happened: Input | Request | Own, at: Millis): void {
    this.now = Math.max(this.now, at);
    const { chat, decisions, commands, refusal } = decide(this.chat, happened, this.now, this.identity, this.rules);
    // As it is kept: a chat has its id from the first decision on.
    this.chat = chat && { ...chat, chatId: this.example.chatId, seq: chat.seq + 1 };
    for (const decision of decisions) this.write(lineOf(decision, this.start));
    if (refusal) this.write({ at: this.offset, kind: 'refused', code: refusal.code, ...asked(happened) });
    this.steps += 1;
    if (this.steps >= STEPS_MAX) return this.stop();
    const wish = commands.findLast((command) => command.kind === 'seek_operator');
    if (wish) this.step(chosenFor(this.example, wish, this.now, this.policy, this.rules.versions), this.now);
  }

  private stop(): void {
    if (this.chat?.status !== 'finished' && this.steps === STEPS_MAX)
      this.write({ at: this.offset, kind: 'stopped', code: 'too_long' });
  }

  private get offset(): Millis {
    return this.now - this.start;
  }

  private write(line: Line | null): void {
    if (line) this.lines.push(line);
  }
}

function asked(happened: Input | Request | Own): { to?: string; what?: string } {
  return 'by' in happened ? { to: happened.by, what: happened.kind } : {};
}
