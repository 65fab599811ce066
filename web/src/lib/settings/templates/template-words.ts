import type { Settings } from '#lib/api/types.ts';
import type { VariableWords } from './template-text.ts';
import { m } from '#lib/paraglide/messages.js';

export const TEMPLATES = [
  'outOfHours',
  'waiting',
  'nobodyOnShift',
  'askPhone',
  'phoneNotUnderstood',
  'askEmail',
  'emailNotUnderstood',
  'contactThanks',
  'finished',
  'automaticNote',
] as const;
export type Template = (typeof TEMPLATES)[number];

type Words = { name: () => string; when: () => string; client: () => string };

const WORDS: Record<Template, Words> = {
  outOfHours: { name: m.template_out_of_hours, when: m.when_out_of_hours, client: m.client_asks },
  waiting: { name: m.template_waiting, when: m.when_waiting, client: m.client_asks },
  nobodyOnShift: { name: m.template_nobody_on, when: m.when_nobody_on, client: m.client_asks },
  askPhone: { name: m.template_ask_phone, when: m.when_ask_phone, client: m.client_asks },
  phoneNotUnderstood: { name: m.template_phone_unclear, when: m.when_unclear, client: m.client_unclear },
  askEmail: { name: m.template_ask_email, when: m.when_ask_email, client: m.client_phone },
  emailNotUnderstood: { name: m.template_email_unclear, when: m.when_unclear, client: m.client_unclear },
  contactThanks: { name: m.template_thanks, when: m.when_thanks, client: m.client_phone },
  finished: { name: m.template_finished, when: m.when_finished, client: m.client_thanks },
  automaticNote: { name: m.template_note, when: m.when_note, client: m.client_asks },
};

export function templateName(template: string): string {
  return isTemplate(template) ? WORDS[template].name() : template;
}

/** When it is sent. */
export function templateWhen(template: Template): string {
  return WORDS[template].when();
}

/** What a client may have said before it. */
export function clientBefore(template: Template): string {
  return WORDS[template].client();
}

export function isTemplate(name: string | null): name is Template {
  return (TEMPLATES as readonly (string | null)[]).includes(name);
}

/** Whether the settings send it at all. */
export function isSent(template: Template, settings: Settings): boolean {
  const { requirePhone, requireEmail, outOfHoursMessage, waitingMessage, autoFinish, discloseAutomatic } = settings;
  const sent: Record<Template, boolean> = {
    outOfHours: outOfHoursMessage,
    waiting: waitingMessage.enabled,
    nobodyOnShift: waitingMessage.enabled,
    askPhone: requirePhone,
    phoneNotUnderstood: requirePhone,
    askEmail: requireEmail,
    emailNotUnderstood: requireEmail,
    contactThanks: requirePhone || requireEmail,
    finished: autoFinish.enabled,
    automaticNote: discloseAutomatic,
  };
  return sent[template];
}

/** The names of variables in the reader's language, as they stand in a text. */
export function variableWords(): VariableWords {
  return {
    first_name: m.var_first_name(),
    last_name: m.var_last_name(),
    page_name: m.var_page_name(),
    operator_name: m.var_operator_name(),
    working_hours: m.var_working_hours(),
    opens_at: m.var_opens_at(),
  };
}
