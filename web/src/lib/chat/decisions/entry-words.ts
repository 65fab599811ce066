import type { ChatStatus, Entry } from '#lib/api/types.ts';
import { DECIDED, other } from './decided-words.ts';
import type { ByCode, DecisionKind, Tell, Words } from './decisions.ts';
import { dateAndTime, duration } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { leftBecause, recordOf, ROUTED } from './routed-words.ts';
import { parts, strong, type WordPart } from '#lib/words/sentence.ts';
import { lateness, type Source, sourceOf } from './why-words.ts';
import { statusWord } from '#lib/words/words.ts';
import { own } from '#workflows/settings/own.ts';

export type EntryWords = {
  sentence: WordPart[];
  why: string;
  source: Source | null;
  isDecision: boolean;
  /** The record of a choice: its card says more than `why`. */
  recordId: string | null;
  /** Where what is said loudest leads to: the card of a lead. */
  href: string | null;
};

/** A timeline entry as one sentence, and the answer to "why?": in words, and by which setting of which version. */
export function entryWords(entry: Entry, now: Date, pageId: string): EntryWords {
  const { sentence, why } = wordsOf(entry, now);
  return {
    sentence: parts(sentence),
    why: [why, lateness(entry)].filter(Boolean).join(' '),
    source: sourceOf(entry, pageId),
    isDecision: !ACTS.has(entry.kind),
    recordId: recordOf(entry),
    href: leadOf(entry),
  };
}

/** The lead that came of it: in our own desk, or in the company's other CRM. */
function leadOf({ kind, reason }: Entry): string | null {
  const [number, url] = [reason?.['number'], reason?.['url']];
  if (kind !== 'lead_settled' || number === undefined) return null;
  return typeof url === 'string' ? url : `/leads/${String(number)}`;
}

/** A timer or a stranger's act, not a decision of the workflow. */
const ACTS: ReadonlySet<string> = new Set<DecisionKind>([
  'window_opened',
  'window_closed',
  'answered_in_meta',
  'recovered',
  'said',
]);

/** Every kind of decision. */
const WORDS: Record<DecisionKind, Tell> = {
  ...DECIDED,
  ...ROUTED,
  opened: (entry) => ({ sentence: m.entry_opened({ reason: openedBecause(entry) }), why: m.why_opened() }),
  joined: (entry) => joined(entry, byOf(entry), aboutOf(entry)),
  left: (entry) => left(entry, byOf(entry), aboutOf(entry)),
  status_changed: (entry) => statusChanged(entry, byOf(entry)),
  finished: (entry) => finished(entry, byOf(entry)),
  finishing: (entry) => ({ sentence: m.entry_finishing({ who: byOf(entry) }), why: m.why_finishing() }),
  kept_open: (entry) => keptOpen(entry, byOf(entry)),
  deleted: (entry) => ({ sentence: m.entry_deleted({ who: byOf(entry) }), why: m.why_deleted() }),
  restored: (entry) => ({
    sentence: m.entry_restored({ who: byOf(entry) }),
    why: entry.reason?.code === 'began_anew' ? m.why_restored_finished() : m.why_restored(),
  }),
  window_opened: (entry, now) => ({ sentence: windowOpened(entry, now), why: m.why_window_opened() }),
  window_closed: ({ reason }) =>
    reason?.code === 'refused'
      ? { sentence: m.entry_window_refused(), why: m.why_window_refused() }
      : { sentence: m.entry_window_closed(), why: m.why_window_closed() },
  human_agent: (entry, now) => ({
    sentence: m.entry_human_agent({ who: byOf(entry) }),
    why: m.why_human_agent({ time: humanUntil(entry, now) }),
  }),
  answered_in_meta: () => ({ sentence: m.entry_answered_in_meta(), why: m.why_answered_in_meta() }),
  // The message itself says how it failed; the thread does not show this one.
  answer_failed: other,
  recovered: (entry) => ({ sentence: m.entry_recovered(), why: recoveredBecause(entry) }),
};

/** A kind that this build does not know is told as one that happened. */
function wordsOf(entry: Entry, now: Date): Words {
  return (own(WORDS, entry.kind) ?? other)(entry, now);
}

const byOf = ({ by }: Entry): string => strong(by?.name ?? m.somebody());
const aboutOf = ({ about, by }: Entry): string => strong(about?.name ?? by?.name ?? m.somebody());

function recoveredBecause(entry: Entry): string {
  const words: ByCode<'recovered', () => string> = {
    engine_forgot: m.why_recovered,
    engine_restored: m.why_recovered_engine_restored,
    engine_reset: m.why_recovered_engine_reset,
    database_restored: m.why_recovered_database_restored,
    taken_up_again: m.why_recovered_taken_up_again,
  };
  return (own(words, entry.reason?.code ?? '') ?? m.why_recovered)();
}

function openedBecause(entry: Entry): string {
  const words: ByCode<'opened', () => string> = {
    message: m.opened_message,
    reaction: m.opened_message,
    referral: m.opened_referral,
    postback: m.opened_postback,
    meta_inbox: m.opened_meta_inbox,
  };
  return (own(words, entry.reason?.code ?? '') ?? m.opened_message)();
}

function joined(entry: Entry, by: string, about: string): Words {
  const answered = { sentence: m.entry_joined({ who: about }), why: m.why_joined() };
  const words: ByCode<'joined', Words> = {
    added: { sentence: m.entry_added({ by, about }), why: m.why_added() },
    took: { sentence: m.entry_took({ who: about }), why: m.why_took() },
    came: { sentence: m.entry_came({ who: about }), why: m.why_came() },
    answered,
  };
  return own(words, entry.reason?.code ?? '') ?? answered;
}

function left(entry: Entry, by: string, about: string): Words {
  if (entry.reason?.code === 'removed') return { sentence: m.entry_removed({ by, about }), why: m.why_left() };
  return leftBecause(entry) ?? { sentence: m.entry_left({ who: about }), why: m.why_left() };
}

function finished(entry: Entry, by: string): Words {
  const hours = entry.reason?.['hours'];
  if (entry.by) return { sentence: m.entry_finished_by({ who: by }), why: m.why_finished_by() };
  if (entry.reason?.code !== 'silence' || typeof hours !== 'number')
    return { sentence: m.entry_finished(), why: m.why_finished() };
  return {
    sentence: m.entry_finished_silence({ time: duration(hours * 3_600_000) }),
    why: `${m.why_said_silence()} ${m.why_finished()}`,
  };
}

function keptOpen(entry: Entry, who: string): Words {
  const undone = { sentence: m.entry_kept_open_undone({ who }), why: m.why_kept_open_undone() };
  const because: ByCode<'kept_open', Words> = {
    undone,
    client_wrote: { sentence: m.entry_kept_open_client_wrote(), why: m.why_kept_open() },
    operator_answered: { sentence: m.entry_kept_open_answered(), why: m.why_kept_open() },
    answer_failed: { sentence: m.entry_kept_open_failed(), why: m.why_kept_open() },
  };
  return own(because, entry.reason?.code ?? '') ?? undone;
}

function statusChanged(entry: Entry, by: string): Words {
  const to = strong(wordOf(entry.reason?.['to']));
  const was = m.status_was({ from: wordOf(entry.reason?.['from']) });
  const byHand = { sentence: m.entry_status_changed({ to, who: by }), why: m.why_status_by() };
  const because: ByCode<'status_changed', Words> = {
    operator_said: byHand,
    client_wrote: { sentence: m.entry_status_client_wrote({ to }), why: m.why_status_client_wrote() },
    operator_answered: { sentence: m.entry_status_answered({ to, who: by }), why: m.why_status_answered() },
    answer_failed: { sentence: m.entry_status_answer_failed({ to }), why: m.why_status_answer_failed() },
  };
  const known = own(because, entry.reason?.code ?? '') ?? byHand;
  return { sentence: known.sentence, why: `${known.why} ${was}` };
}

function windowOpened(entry: Entry, now: Date): string {
  const until = entry.reason?.['until'];
  return typeof until === 'string'
    ? m.entry_window_opened_until({ time: dateAndTime(new Date(until), now) })
    : m.entry_window_opened();
}

function humanUntil({ reason }: Entry, now: Date): string {
  const until = reason?.['until'];
  return typeof until === 'number' ? dateAndTime(new Date(until), now) : '';
}

const STATUSES: readonly string[] = ['new', 'answered', 'in_progress', 'finished'] satisfies ChatStatus[];

function wordOf(status: unknown): string {
  return typeof status === 'string' && STATUSES.includes(status) ? statusWord(status as ChatStatus) : '';
}
