import type { Entry } from '#lib/api/types.ts';
import { chosenBecause, chosenText } from '#lib/chat/assignment/chosen-words.ts';
import { duration } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { strong, unmarked } from '#lib/words/sentence.ts';
import type { CodeOf, DecisionKind, Reasons, Tell, Words } from './decisions.ts';
import { own } from '#workflows/settings/own.ts';

/** Who was chosen, why nobody, the escalation, whose contact it is. */
export const ROUTED = {
  assigned,
  nobody,
  escalated,
  transferred,
  linked,
} satisfies Partial<Record<DecisionKind, Tell>>;

/** An operator left because of the escalation, of a contact, or as they are away for long; null: by themselves. */
export function leftBecause(entry: Entry): Words | null {
  const absent = m.why_left_absent_text;
  const words: Record<Exclude<CodeOf<'left'>, 'went' | 'removed'>, [reason: () => string, why: () => string]> = {
    escalated: [m.why_left_escalated, m.why_left_escalated_text],
    personal_manager: [m.why_left_personal_manager, m.why_left_personal_manager_text],
    on_leave: [m.why_left_on_leave, absent],
    deactivated: [m.why_left_deactivated, absent],
    no_access: [m.why_left_no_access, absent],
  };
  const known = own(words, codeOf(entry));
  if (!known) return null;
  const who = strong(entry.about?.name ?? m.somebody());
  return { sentence: m.why_line_left({ who, reason: known[0]() }), why: known[1]() };
}

/** The record that tells how the choice was made. */
export function recordOf({ kind, reason }: Entry): string | null {
  const record = reason?.['record'];
  return (kind === 'assigned' || kind === 'nobody') && typeof record === 'string' ? record : null;
}

function assigned(entry: Entry): Words {
  const rule = entry.reason?.['rule'];
  const because = chosenBecause(codeOf(entry));
  const reason = typeof rule === 'string' ? m.why_line_rule({ reason: because, rule }) : because;
  const who = strong(entry.about?.name ?? m.somebody());
  return { sentence: m.why_line_assigned({ who, reason }), why: chosenText(codeOf(entry)) };
}

/** While it is escalated the chat still has whoever did not answer. */
function nobody(entry: Entry): Words {
  const isFirst = (entry.reason?.['kind'] ?? 'first') === 'first';
  const line = isFirst ? m.why_line_nobody : m.why_line_nobody_next;
  return { sentence: line({ reason: chosenBecause(codeOf(entry)) }), why: chosenText(codeOf(entry)) };
}

function escalated({ reason, about }: Entry): Words {
  const lines: Record<Reasons['escalated']['to'], typeof m.why_line_escalated_next> = {
    next: m.why_line_escalated_next,
    team: m.why_line_escalated_team,
    person: m.why_line_escalated_person,
  };
  const line = own(lines, String(reason?.['to'])) ?? m.why_line_escalated_next;
  const time = duration(Number(reason?.['minutes'] ?? 0) * 60_000);
  const step = Number(reason?.['rung'] ?? 1);
  const team = reason?.['name'];
  const why = m.why_escalated();
  if (about && reason?.['to'] === 'person')
    return { sentence: m.why_line_escalated_to({ step, time, who: strong(about.name) }), why };
  if (typeof team === 'string') return { sentence: m.why_line_escalated_in({ step, time, team: unmarked(team) }), why };
  return { sentence: line({ step, time }), why };
}

/** Whoever gave it away; the line for who got it comes behind, as they wrote it. */
function transferred({ reason, by, about }: Entry): Words {
  const who = strong(by?.name ?? m.somebody());
  const lines: Record<CodeOf<'transferred'>, () => string> = {
    person: () => m.entry_transferred({ by: who, about: strong(about?.name ?? m.somebody()) }),
    team: () => m.entry_transferred_team({ by: who, team: String(reason?.['name'] ?? '') }),
    next: () => m.entry_transferred_next({ by: who }),
  };
  const line = (own(lines, String(reason?.code)) ?? lines.next)();
  const note = reason?.['note'];
  const sentence = typeof note === 'string' ? `${line}. ${m.quoted({ text: unmarked(note) })}` : line;
  return { sentence, why: m.why_transferred() };
}

function linked(entry: Entry): Words {
  const by = strong(entry.by?.name ?? m.somebody());
  const reasons: Record<string, () => string> = {
    phone: m.why_linked_phone,
    email: m.why_linked_email,
    contact: m.why_linked_contact,
  };
  const reason = own(reasons, codeOf(entry));
  if (reason) return { sentence: m.why_line_linked({ reason: reason() }), why: m.why_linked() };
  const line = codeOf(entry) === 'unlinked' ? m.why_line_unlinked : m.why_line_linked_by;
  return { sentence: line({ by }), why: m.why_linked_by() };
}

function codeOf(entry: Entry): string {
  return entry.reason?.code ?? '';
}
