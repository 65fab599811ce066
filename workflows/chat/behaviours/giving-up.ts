import { giveUp, handOverUnasked } from '../contact/hand-over.ts';
import type { Behaviour } from './behaviour.ts';
import { MINUTE } from './clock.ts';

/** The contact was asked for long enough, or could not be asked for: an operator gets the chat without it. */
export const givingUp: Behaviour<'contact_gives_up', 'contactMinutes'> = {
  kind: 'contact_gives_up',
  setting: 'contactMinutes',
  isFixed: false,
  isNoted: false,
  afterDelivery: false,

  plan({ collection }, { contactMinutes }) {
    if (collection?.unasked) return { at: collection.askedAt, key: 'unasked' };
    if (!collection || contactMinutes === 0) return null;
    return { at: collection.since + contactMinutes * MINUTE, key: '' };
  },

  keepsHours: () => false,

  act(chat, { planned, now, rules }) {
    if (chat.collection?.unasked) return handOverUnasked(chat, now, rules, planned.at);
    return giveUp(chat, 'contactMinutes', now, rules, planned.at);
  },
};
