import type { Entry } from '#lib/api/types.ts';
import { deadlineName } from '#lib/chat/deadlines/deadline-words.ts';
import { clockTime, dateAndTime } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { capital, strong } from '#lib/words/sentence.ts';
import { versionWords, whySaid } from './why-words.ts';
import { automaticName } from '#lib/words/words.ts';
import type { ByCode, DecisionKind, Tell, Words } from './decisions.ts';
import { own } from '#workflows/settings/own.ts';

/** What the chat said, asked and planned by itself. Of an automatic message only one whose own bubble is not there. */
export const DECIDED = {
  said: (entry) => ({ sentence: m.entry_said({ what: templateOf(entry) }), why: whySaid(entry) }),
  not_said: notSaid,
  contact,
  deadline,
  lead_wanted: leadWanted,
  lead_settled: leadSettled,
} satisfies Partial<Record<DecisionKind, Tell>>;

function notSaid(entry: Entry): Words {
  const known: ByCode<'not_said', { reason: string; why: string }> = {
    window_closed: { reason: m.not_said_window_closed(), why: m.why_not_said_window_closed() },
    no_text: { reason: m.not_said_no_text(), why: m.why_not_said_no_text() },
    not_written: { reason: m.not_said_not_written(), why: m.why_not_said_not_written() },
    open_by_now: { reason: m.not_said_open_by_now(), why: m.why_not_said_open_by_now() },
    finishing: { reason: m.not_said_finishing(), why: m.why_not_said_finishing() },
    person_answered: { reason: m.not_said_person_answered(), why: m.why_not_said_person_answered() },
    question_answered: { reason: m.not_said_question_answered(), why: m.why_not_said_question_answered() },
    not_asked: { reason: m.not_said_not_asked(), why: m.why_not_said_not_asked() },
    overtaken: { reason: m.not_said_overtaken(), why: m.why_not_said_overtaken() },
    not_waiting: { reason: m.not_said_not_waiting(), why: m.why_not_said_not_waiting() },
    closed_by_now: { reason: m.not_said_closed_by_now(), why: m.why_not_said_closed_by_now() },
    hours_changed: { reason: m.not_said_hours_changed(), why: m.why_not_said_hours_changed() },
    switched_off: { reason: m.not_said_switched_off(), why: m.why_not_said_switched_off() },
  };
  const { reason, why } = own(known, codeOf(entry)) ?? { reason: m.not_said_other(), why: m.why_other() };
  return { sentence: m.entry_not_said({ what: templateOf(entry), reason }), why };
}

/** About the client's phone or e-mail. */
function contact(entry: Entry): Words {
  const isEmail = entry.reason?.['what'] === 'email';
  const by = strong(entry.by?.name ?? m.somebody());
  const given = isEmail ? m.entry_contact_given_email : m.entry_contact_given_phone;
  const set = isEmail ? m.entry_contact_set_email : m.entry_contact_set_phone;
  const corrected = isEmail ? m.entry_contact_corrected_email : m.entry_contact_corrected_phone;
  const withdrawn = isEmail ? m.entry_contact_withdrawn_email : m.entry_contact_withdrawn_phone;
  const taken = entry.by ? m.entry_contact_taken_over : m.entry_contact_taken_over_meta;
  const words: ByCode<'contact', () => Words> = {
    given: () => ({ sentence: given(), why: m.why_contact_given() }),
    set: () => ({ sentence: set({ by }), why: m.why_contact_set() }),
    corrected: () => ({ sentence: corrected(), why: m.why_contact_corrected() }),
    withdrawn: () => ({ sentence: withdrawn(), why: m.why_contact_withdrawn() }),
    taken_over: () => ({ sentence: taken({ by }), why: m.why_contact_taken_over() }),
    skipped: () => ({ sentence: m.entry_contact_skipped({ by }), why: m.why_contact_skipped() }),
    gave_up: () => gaveUp(entry),
    not_asked: () => ({ sentence: m.entry_contact_not_asked(), why: m.why_contact_not_asked() }),
    not_required: () => notRequired(entry),
  };
  return (own(words, codeOf(entry)) ?? (() => other(entry)))();
}

function leadWanted(entry: Entry): Words {
  const each = { sentence: m.entry_lead_wanted(), why: m.why_lead_wanted() };
  const words: ByCode<'lead_wanted', Words> = {
    every_chat: each,
    if_none_open: { sentence: m.entry_lead_wanted_if_none_open(), why: m.why_lead_wanted_if_none_open() },
    not_known_contacts: { sentence: m.entry_lead_wanted_not_known(), why: m.why_lead_wanted_not_known() },
  };
  return own(words, codeOf(entry)) ?? each;
}

function leadSettled(entry: Entry): Words {
  const number = strong(`№ ${String(entry.reason?.['number'] ?? '')}`);
  const url = entry.reason?.['url'];
  const words: ByCode<'lead_settled', Words> = {
    made: {
      sentence: m.entry_lead_made({ number }),
      why: typeof url === 'string' ? m.why_lead_made_outside({ url }) : m.why_lead_made(),
    },
    open_lead: {
      sentence: m.entry_lead_open({ number }),
      why: typeof url === 'string' ? m.why_lead_open_outside({ url }) : m.why_lead_open(),
    },
    several_open: { sentence: m.entry_lead_several_open(), why: m.why_lead_several_open() },
    known_contact: { sentence: m.entry_lead_known_contact(), why: m.why_lead_known_contact() },
  };
  return own(words, codeOf(entry)) ?? other(entry);
}

/** A deadline was moved or dropped: by a person, by other settings, into working hours. */
function deadline(entry: Entry, now: Date): Words {
  const what = deadlineName(String(entry.reason?.['deadline'] ?? ''));
  const by = strong(entry.by?.name ?? m.somebody());
  const [from, to] = [timeIn(entry, 'from', now), timeIn(entry, 'to', now)];
  const words: ByCode<'deadline', () => Words> = {
    moved: () => ({ sentence: m.entry_deadline_moved({ by, what, from, to }), why: m.why_deadline_by() }),
    dropped: () => ({ sentence: m.entry_deadline_dropped({ by, what, from }), why: m.why_deadline_by() }),
    fired: () => ({ sentence: m.entry_deadline_fired({ by, what, from }), why: m.why_deadline_by() }),
    postponed: () => postponed(entry, { what, from, to }),
    settings: () => ({ sentence: capital(bySettings(entry, { what, from, to })), why: m.why_deadline_settings() }),
  };
  return (own(words, codeOf(entry)) ?? (() => other(entry)))();
}

type Moved = { what: string; from: string; to: string };

function postponed({ reason }: Entry, moved: Moved): Words {
  return reason?.['why'] === 'undelivered'
    ? { sentence: capital(m.entry_deadline_undelivered(moved)), why: m.why_deadline_undelivered() }
    : { sentence: capital(m.entry_deadline_postponed(moved)), why: m.why_deadline_postponed() };
}

/** What this build has no words for. */
export function other(entry: Entry): Words {
  return { sentence: m.entry_other({ kind: entry.kind }), why: m.why_other() };
}

function gaveUp(entry: Entry): Words {
  return entry.reason?.['setting'] === 'contactAttempts'
    ? { sentence: m.entry_contact_gave_up_attempts(), why: m.why_contact_gave_up_attempts() }
    : { sentence: m.entry_contact_gave_up_minutes(), why: m.why_contact_gave_up_minutes() };
}

function notRequired(entry: Entry): Words {
  const words =
    entry.reason?.['setting'] === 'requireEmail'
      ? m.entry_contact_not_required_email
      : m.entry_contact_not_required_phone;
  return { sentence: words({ version: versionWords(entry) }), why: m.why_contact_not_required() };
}

function bySettings(entry: Entry, { what, from, to }: Moved): string {
  const version = versionWords(entry);
  if (from === '') return m.entry_deadline_planned({ what, to, version });
  return to === ''
    ? m.entry_deadline_cancelled({ what, from, version })
    : m.entry_deadline_settings({ what, from, to, version });
}

/** A moment of the reason: a time on the day of the entry, otherwise with its day. Empty where there is none. */
function timeIn(entry: Entry, name: 'from' | 'to', now: Date): string {
  const at = entry.reason?.[name];
  if (typeof at !== 'number') return '';
  const date = new Date(at);
  const isSameDay = date.toDateString() === new Date(entry.at).toDateString();
  return isSameDay ? clockTime(date) : dateAndTime(date, now);
}

function templateOf(entry: Entry): string {
  return automaticName(String(entry.reason?.['template'] ?? ''));
}

function codeOf(entry: Entry): string {
  return entry.reason?.code ?? '';
}
