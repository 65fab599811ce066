import { nextOpening } from '../../settings/calendar.ts';
import { remind } from '../contact/ask.ts';
import { phaseOf } from '../contact/phase.ts';
import type { Behaviour } from './behaviour.ts';
import { MINUTE } from './clock.ts';

/** The client has not answered the question for their contact: it is put once more. Nobody is asked in the night. */
export const reminding: Behaviour<'contact_reminder', 'contactReminderMinutes'> = {
  kind: 'contact_reminder',
  setting: 'contactReminderMinutes',
  isFixed: false,
  isNoted: false,
  afterDelivery: false,

  plan(chat, { contactReminderMinutes, workingHours }) {
    const { collection } = chat;
    if (!collection || collection.reminded || contactReminderMinutes === 0) return null;
    const at = collection.askedAt + contactReminderMinutes * MINUTE;
    return { at: nextOpening(workingHours, at) ?? at, key: phaseOf(chat) };
  },

  keepsHours: () => true,
  act: (chat, { planned, now, rules }) => remind(chat, now, rules, planned.at),
};
