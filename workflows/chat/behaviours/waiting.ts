import { say } from '../say.ts';
import { waitsSince } from '../wait.ts';
import type { Behaviour } from './behaviour.ts';
import { after } from './clock.ts';

/** Nobody has answered for a while: the client is told, once in a wait, that they are not forgotten. */
export const waiting: Behaviour<'waiting', 'waitingMessage'> = {
  kind: 'waiting',
  setting: 'waitingMessage',
  isFixed: false,
  isNoted: false,
  afterDelivery: false,

  plan(chat, { waitingMessage, workingHours }) {
    const since = waitsSince(chat);
    // An older word that comes late moves the beginning of a wait, not the wait.
    const isNoticed = since !== null && since <= (chat.waitNoticed ?? -Infinity);
    if (!waitingMessage.enabled || since === null || isNoticed) return null;
    const at = after(since, waitingMessage, workingHours);
    return at === null ? null : { at, key: String(since) };
  },

  keepsHours: (_chat, { waitingMessage }) => waitingMessage.clock === 'working',

  act(chat, { planned: { key, at }, now, rules }) {
    const noticed = { ...chat, waitNoticed: Number(key) };
    return say(noticed, { template: 'waiting', key, code: 'no_answer', setting: this.setting, dueAt: at }, now, rules);
  },
};
