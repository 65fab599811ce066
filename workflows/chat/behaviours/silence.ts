import { andThen } from '../and-then.ts';
import { because, say } from '../say.ts';
import type { Reasons } from '../vocabulary.ts';
import { waitsSince } from '../wait.ts';
import type { Behaviour } from './behaviour.ts';
import { MINUTE } from './clock.ts';

/**
 * Nothing was said for long: the chat ends. A client who waits for a person is never sent away by a clock, nor is one
 * whom our answer has not reached yet.
 */
export const silence: Behaviour<'auto_finish', 'autoFinish'> = {
  kind: 'auto_finish',
  setting: 'autoFinish',
  isFixed: false,
  isNoted: false,
  afterDelivery: true,

  plan(chat, { autoFinish }) {
    if (!autoFinish.enabled || waitsSince(chat) !== null) return null;
    return { at: chat.lastContactAt + autoFinish.hours * 60 * MINUTE, key: String(chat.lastContactAt) };
  },

  keepsHours: () => false,

  act(chat, { planned: { at: dueAt }, now, rules }) {
    const saying = { template: 'finished', key: 'first', code: 'silence', setting: 'autoFinish', dueAt } as const;
    const change = { from: chat.status, to: 'finished', hours: rules.autoFinish.hours } as const;
    const reason: Reasons['finished'] = { code: 'silence', ...change, ...because('autoFinish', rules) };
    return andThen(say(chat, saying, now, rules), (open) => ({
      chat: { ...open, status: 'finished' },
      decisions: [{ kind: 'finished', at: now, dueAt, reason }],
      commands: [],
    }));
  },
};
