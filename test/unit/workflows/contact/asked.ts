import fc from 'fast-check';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { ChatState, Input, Outcome, Own, Request } from '#workflows/chat/vocabulary.ts';
import type { Rules, SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { identity, noon, olena, taras } from '../chat/chats.ts';
import { kyivHours, laterHours, rulesWith } from '../chat/rules.ts';

const minute = 60_000;
const patch: fc.Arbitrary<SettingsPatch> = fc.record({
  requirePhone: fc.boolean(),
  requireEmail: fc.boolean(),
  contactAttempts: fc.nat(3),
  contactMinutes: fc.constantFrom(0, 5, 60),
  contactReminderMinutes: fc.constantFrom(0, 3),
  workingHours: fc.constantFrom(null, kyivHours, laterHours),
  outOfHoursMessage: fc.boolean(),
  waitingMessage: fc.record({
    enabled: fc.boolean(),
    minutes: fc.constantFrom(1, 10, 90),
    clock: fc.constantFrom('wall' as const, 'working' as const),
  }),
  autoFinish: fc.record({ enabled: fc.boolean(), hours: fc.constantFrom(1, 30) }),
});
type Written = { do: 'write'; phone: boolean; email: boolean; late: number };
type Plain = { do: 'answer' | 'meta' | 'join' | 'skip' | 'fail' | 'progress' };
type Happening =
  | Written
  | Plain
  | { do: 'drop' | 'fire'; nth: number }
  | { do: 'pass'; minutes: number }
  | { do: 'publish'; patch: SettingsPatch };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      phone: fc.boolean(),
      email: fc.boolean(),
      late: fc.nat(10),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'answer' as const,
        'meta' as const,
        'join' as const,
        'skip' as const,
        'fail' as const,
        'progress' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('drop' as const, 'fire' as const), nth: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(1, 7, 30, 200, 1500) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('publish' as const), patch }) },
);
export interface Step {
  now: number;
  rules: Rules;
  before: ChatState | null;
  outcome: Outcome;
}

/**
 * Plays it as the shell does: due deadlines fire by themselves; `carry` is what a rolled over run makes of its state.
 */
export function play(first: SettingsPatch, happenings: Happening[], carry: (chat: ChatState) => ChatState): Step[] {
  const stage = new Played(first, carry);
  for (const what of happenings) {
    stage.happen(what);
    stage.fireDue();
  }
  return stage.steps;
}

const asked = { chatId: 'chat-1', by: olena, at: noon };

/** One chat, its clock and its rules. */
class Played {
  readonly steps: Step[] = [];
  private now = noon;
  private id = 0;
  private revision = 1;
  private rules: Rules;
  private chat: ChatState | null = null;
  private answer = 'none';
  private readonly carry: (chat: ChatState) => ChatState;

  constructor(first: SettingsPatch, carry: (chat: ChatState) => ChatState) {
    this.rules = rulesWith(first, this.revision);
    this.carry = carry;
  }

  happen(what: Happening): void {
    switch (what.do) {
      case 'pass':
        return this.pass(what.minutes);
      case 'write':
        return this.write(what);
      case 'drop':
      case 'fire':
        return this.change(what);
      case 'publish':
        return this.publish(what.patch);
      default:
        return this.tell(this.said(what.do));
    }
  }

  fireDue(): void {
    for (let [due] = this.planned(); due && due.at <= this.now; [due] = this.planned()) {
      this.tell({ kind: 'deadline', deadline: due });
      if (this.steps.length > 2_000) throw new Error('a deadline comes due again and again');
    }
  }

  private said(what: Plain['do']): Input | Request | null {
    switch (what) {
      case 'answer':
        return {
          ...this.told(),
          kind: 'operator_replied',
          messageId: (this.answer = `out-${this.id}`),
          employeeId: taras,
        };
      case 'meta':
        return this.chat && { ...this.told(), kind: 'answered_in_meta', messageId: `meta-${this.id}` };
      case 'fail':
        return { ...this.told(), kind: 'answer_failed', messageId: this.answer, code: 'other' };
      case 'join':
        return { ...asked, kind: 'add_operator', employeeId: olena, onlyIfNobody: true };
      case 'skip':
        return { ...asked, kind: 'hand_over' };
      case 'progress':
        return { ...asked, kind: 'change_status', to: 'in_progress' };
    }
  }

  private pass(minutes: number): void {
    for (const until = this.now + minutes * minute; this.now < until; this.fireDue())
      this.now = Math.min(until, Math.max(this.now + 1, this.planned()[0]?.at ?? until));
  }

  private write({ phone, email, late }: Written): void {
    const contact = { ...(phone ? { phone: '+380671234567' } : {}), ...(email ? { email: 'm@example.com' } : {}) };
    const told = this.told(this.now - late * minute);
    this.tell({ ...told, kind: 'client_wrote', messageId: `in-${this.id}`, opens: 'message', contact });
  }

  private change(what: { do: 'drop' | 'fire'; nth: number }): void {
    const planned = this.planned();
    const deadline = planned[what.nth % Math.max(1, planned.length)];
    const to = what.do === 'drop' ? null : this.now;
    if (deadline) this.tell({ ...asked, kind: 'change_deadline', deadline: deadline.kind, to });
  }

  private publish(settings: SettingsPatch): void {
    const before = this.rules;
    this.rules = rulesWith(settings, (this.revision += 1));
    this.tell({ kind: 'settings_changed', before });
  }

  private planned(): ReturnType<typeof deadlinesOf> {
    return this.chat ? deadlinesOf(this.chat, this.rules) : [];
  }

  private told(at = this.now) {
    return { id: (this.id += 1), chatId: 'chat-1', at };
  }

  private tell(happened: Input | Request | Own | null): void {
    if (!happened) return;
    const { chat: before, now, rules } = this;
    const outcome = decide(before, happened, now, identity, rules);
    this.steps.push({ now, rules, before, outcome });
    this.chat = outcome.chat?.status === 'finished' ? null : outcome.chat && this.carry(outcome.chat);
  }
}

export const same = (chat: ChatState): ChatState => chat;
export const story = [patch, fc.array(happening, { minLength: 1, maxLength: 40 })] as const;
