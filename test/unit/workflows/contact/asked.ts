import fc from 'fast-check';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { ChatState, Input, Outcome, Own, Request } from '#workflows/chat/vocabulary.ts';
import type { Rules, SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { identity, noon, olena, taras } from '../chat/chats.ts';
import { kyivHours, rulesWith } from '../chat/rules.ts';

const minute = 60_000;
const patch: fc.Arbitrary<SettingsPatch> = fc.record({
  requirePhone: fc.boolean(),
  requireEmail: fc.boolean(),
  contactAttempts: fc.nat(3),
  contactMinutes: fc.constantFrom(0, 5, 60),
  contactReminderMinutes: fc.constantFrom(0, 3),
  workingHours: fc.constantFrom(null, kyivHours),
  outOfHoursMessage: fc.boolean(),
  waitingMessage: fc.record({
    enabled: fc.boolean(),
    minutes: fc.constantFrom(1, 10, 90),
    clock: fc.constantFrom('wall' as const, 'working' as const),
  }),
  autoFinish: fc.record({ enabled: fc.boolean(), hours: fc.constantFrom(1, 30) }),
});
type Happening =
  | { do: 'write'; phone: boolean; email: boolean; late: number }
  | { do: 'answer' | 'meta' | 'join' | 'skip' | 'fail' | 'progress' }
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
  const steps: Step[] = [];
  let [now, id, revision] = [noon, 0, 1];
  let rules = rulesWith(first, revision);
  let chat: ChatState | null = null;
  let answer = 'none';
  const tell = (happened: Input | Request | Own): void => {
    const outcome = decide(chat, happened, now, identity, rules);
    steps.push({ now, rules, before: chat, outcome });
    chat = outcome.chat?.status === 'finished' ? null : outcome.chat && carry(outcome.chat);
  };
  const told = (at = now) => ({ id: (id += 1), chatId: 'chat-1', at });
  const asked = { chatId: 'chat-1', by: olena, at: noon };
  const planned = (): ReturnType<typeof deadlinesOf> => (chat ? deadlinesOf(chat, rules) : []);
  const fireDue = (): void => {
    for (let [due] = planned(); due && due.at <= now; [due] = planned()) {
      tell({ kind: 'deadline', deadline: due });
      if (steps.length > 2_000) throw new Error('a deadline comes due again and again');
    }
  };
  for (const what of happenings) {
    switch (what.do) {
      case 'pass':
        for (const until = now + what.minutes * minute; now < until; fireDue())
          now = Math.min(until, Math.max(now + 1, planned()[0]?.at ?? until));
        break;
      case 'write': {
        const contact = {
          ...(what.phone ? { phone: '+380671234567' } : {}),
          ...(what.email ? { email: 'm@example.com' } : {}),
        };
        tell({
          ...told(now - what.late * minute),
          kind: 'client_wrote',
          messageId: `in-${id}`,
          opens: 'message',
          contact,
        });
        break;
      }
      case 'answer':
        tell({ ...told(), kind: 'operator_replied', messageId: (answer = `out-${id}`), employeeId: taras });
        break;
      case 'meta':
        if (chat) tell({ ...told(), kind: 'answered_in_meta', messageId: `meta-${id}` });
        break;
      case 'fail':
        tell({ ...told(), kind: 'answer_failed', messageId: answer, code: 'other' });
        break;
      case 'join':
        tell({ ...asked, kind: 'add_operator', employeeId: olena, onlyIfNobody: true });
        break;
      case 'skip':
        tell({ ...asked, kind: 'hand_over' });
        break;
      case 'progress':
        tell({ ...asked, kind: 'change_status', to: 'in_progress' });
        break;
      case 'drop':
      case 'fire': {
        const deadline = planned()[what.nth % Math.max(1, planned().length)];
        if (deadline)
          tell({ ...asked, kind: 'change_deadline', deadline: deadline.kind, to: what.do === 'drop' ? null : now });
        break;
      }
      case 'publish': {
        const before = rules;
        rules = rulesWith(what.patch, (revision += 1));
        tell({ kind: 'settings_changed', before });
      }
    }
    fireDue();
  }
  return steps;
}
export const same = (chat: ChatState): ChatState => chat;
export const story = [patch, fc.array(happening, { minLength: 1, maxLength: 40 })] as const;
