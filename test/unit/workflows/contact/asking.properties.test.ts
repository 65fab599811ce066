import fc from 'fast-check';
import { expect, test } from 'vitest';
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

interface Step {
  now: number;
  rules: Rules;
  before: ChatState | null;
  outcome: Outcome;
}

/**
 * Plays it as the shell does: due deadlines fire by themselves; `carry` is what a rolled over run makes of its state.
 */
function play(first: SettingsPatch, happenings: Happening[], carry: (chat: ChatState) => ChatState): Step[] {
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

const same = (chat: ChatState): ChatState => chat;
const story = [patch, fc.array(happening, { minLength: 1, maxLength: 40 })] as const;

/** The steps of each chat by itself: a client who comes back has another one. */
function chatsOf(steps: Step[]): Step[][] {
  const chats: Step[][] = [];
  for (const step of steps) {
    if (step.before === null) chats.push([]);
    chats.at(-1)?.push(step);
  }
  return chats;
}

test('F16, F17: of one automatic message there is at most one for each occasion', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      for (const steps of chatsOf(play(first, happenings, same))) {
        const said = steps.flatMap(({ outcome }) => outcome.commands).filter((command) => command.kind === 'say');
        const keys = said.map(({ template, key }) => `${template} ${key}`);
        expect(keys).toEqual([...new Set(keys)]);
      }
    }),
    { numRuns: 300 },
  );
});

test('F08: no operator has a chat that is still asking for the contact', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      for (const { outcome } of play(first, happenings, same))
        if ((outcome.chat?.phase ?? 'open') !== 'open') expect(outcome.chat?.operators).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('F39: nothing is said outside Meta’s window', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      for (const { now, outcome } of play(first, happenings, same))
        if (outcome.commands.some(({ kind }) => kind === 'say'))
          expect(outcome.chat?.window?.until).toBeGreaterThan(now);
    }),
    { numRuns: 300 },
  );
});

test('no deadline is lost over continue-as-new: a state that was carried decides as one that was not', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      const carried = play(first, happenings, (chat) => JSON.parse(JSON.stringify(chat)) as ChatState);
      expect(carried).toEqual(play(first, happenings, same));
    }),
    { numRuns: 150 },
  );
});

test('what is due is done: after its time no deadline stands there any more', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      const last = play(first, happenings, same).at(-1);
      const chat = last?.outcome.chat;
      if (last && chat) for (const { at } of deadlinesOf(chat, last.rules)) expect(at).toBeGreaterThan(last.now);
    }),
    { numRuns: 300 },
  );
});

test('every decision about a setting names the setting and its versions', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      for (const { outcome } of play(first, happenings, same))
        for (const { kind, reason } of outcome.decisions)
          if (['said', 'not_said', 'finished'].includes(kind) || reason?.code === 'gave_up')
            expect(reason).toMatchObject({ setting: expect.any(String), page: 17, installation: 3 });
    }),
    { numRuns: 150 },
  );
});
