import type { ChatStatus, Entry } from './api-types.ts';
import { decided, type Words } from './decided-words.ts';
import { dateAndTime, duration } from './format.ts';
import { m } from './paraglide/messages.js';
import { leftBecause, recordOf, routed } from './routed-words.ts';
import { parts, strong, type WordPart } from './sentence.ts';
import { lateness, type Source, sourceOf } from './why-words.ts';
import { statusWord } from './words.ts';
import { own } from './own.ts';

export type EntryWords = {
  sentence: WordPart[];
  why: string;
  source: Source | null;
  isDecision: boolean;
  /** The record of a choice: its card says more than `why`. */
  recordId: string | null;
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
  };
}

/** A timer or a stranger's act, not a decision of the workflow. */
const ACTS = new Set(['window_opened', 'window_closed', 'answered_in_meta', 'recovered', 'said']);

function wordsOf(entry: Entry, now: Date): Words {
  const by = strong(entry.by?.name ?? m.somebody());
  const about = strong(entry.about?.name ?? entry.by?.name ?? m.somebody());
  switch (entry.kind) {
    case 'opened':
      return { sentence: m.entry_opened({ reason: openedBecause(entry) }), why: m.why_opened() };
    case 'joined':
      return joined(entry, by, about);
    case 'left':
      return left(entry, by, about);
    case 'assigned':
    case 'nobody':
    case 'escalated':
    case 'linked':
      return routed(entry);
    case 'status_changed':
      return statusChanged(entry, by);
    case 'finished':
      return finished(entry, by);
    case 'window_opened':
      return { sentence: windowOpened(entry, now), why: m.why_window_opened() };
    case 'window_closed':
      return entry.reason?.code === 'refused'
        ? { sentence: m.entry_window_refused(), why: m.why_window_refused() }
        : { sentence: m.entry_window_closed(), why: m.why_window_closed() };
    case 'answered_in_meta':
      return { sentence: m.entry_answered_in_meta(), why: m.why_answered_in_meta() };
    case 'recovered':
      return { sentence: m.entry_recovered(), why: recoveredBecause(entry) };
    default:
      return decided(entry, now);
  }
}

function recoveredBecause(entry: Entry): string {
  const words: Record<string, () => string> = {
    engine_restored: m.why_recovered_engine_restored,
    engine_reset: m.why_recovered_engine_reset,
    database_restored: m.why_recovered_database_restored,
    taken_up_again: m.why_recovered_taken_up_again,
  };
  return (own(words, entry.reason?.code ?? '') ?? m.why_recovered)();
}

function openedBecause(entry: Entry): string {
  const words: Record<string, () => string> = {
    referral: m.opened_referral,
    postback: m.opened_postback,
    meta_inbox: m.opened_meta_inbox,
  };
  return (own(words, entry.reason?.code ?? '') ?? m.opened_message)();
}

function joined(entry: Entry, by: string, about: string): Words {
  if (entry.reason?.code === 'added') return { sentence: m.entry_added({ by, about }), why: m.why_added() };
  if (entry.reason?.code === 'took') return { sentence: m.entry_took({ who: about }), why: m.why_took() };
  if (entry.reason?.code === 'came') return { sentence: m.entry_came({ who: about }), why: m.why_came() };
  return { sentence: m.entry_joined({ who: about }), why: m.why_joined() };
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

function statusChanged(entry: Entry, by: string): Words {
  const to = strong(wordOf(entry.reason?.['to']));
  const was = m.status_was({ from: wordOf(entry.reason?.['from']) });
  const because: Record<string, { sentence: string; why: string }> = {
    client_wrote: { sentence: m.entry_status_client_wrote({ to }), why: m.why_status_client_wrote() },
    operator_answered: { sentence: m.entry_status_answered({ to, who: by }), why: m.why_status_answered() },
    answer_failed: { sentence: m.entry_status_answer_failed({ to }), why: m.why_status_answer_failed() },
  };
  const known = own(because, entry.reason?.code ?? '') ?? {
    sentence: m.entry_status_changed({ to, who: by }),
    why: m.why_status_by(),
  };
  return { sentence: known.sentence, why: `${known.why} ${was}` };
}

function windowOpened(entry: Entry, now: Date): string {
  const until = entry.reason?.['until'];
  return typeof until === 'string'
    ? m.entry_window_opened_until({ time: dateAndTime(new Date(until), now) })
    : m.entry_window_opened();
}

const STATUSES: readonly string[] = ['new', 'answered', 'in_progress', 'finished'] satisfies ChatStatus[];

function wordOf(status: unknown): string {
  return typeof status === 'string' && STATUSES.includes(status) ? statusWord(status as ChatStatus) : '';
}
