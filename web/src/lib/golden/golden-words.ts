import type { ChatStatus, GoldenDifference, GoldenLine } from '#lib/api/types.ts';
import { deadlineName } from '#lib/chat/deadlines/deadline-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { capital } from '#lib/words/sentence.ts';
import { templateName } from '#lib/settings/templates/template-words.ts';
import { statusWord } from '#lib/words/words.ts';
import type { ByCode, CodeOf, LineKind } from '#lib/chat/decisions/decisions.ts';
import { own } from '#workflows/settings/own.ts';

export type DifferenceWords = { title: string; from: string; to: string };

/** What differs, as "what: was → becomes". */
export function differenceWords({ expected, actual }: GoldenDifference): DifferenceWords {
  const line = actual ?? expected;
  return {
    title: line ? titleOf(line) : '',
    from: expected ? lineWords(expected) : m.golden_nothing_was(),
    to: actual ? lineWords(actual) : m.golden_nothing_is(),
  };
}

function titleOf({ kind, template, what }: GoldenLine): string {
  if (template !== null) return m.quoted({ text: templateName(template) });
  if (kind === 'escalated') return m.golden_line_escalated({ step: what ?? '' });
  if (kind === 'deadline') return capital(deadlineName(what ?? ''));
  const titles: Record<Exclude<LineKind, 'said' | 'not_said' | 'escalated' | 'deadline'>, () => string> = {
    assigned: m.golden_line_operator,
    nobody: m.golden_line_operator,
    joined: m.golden_line_operators,
    left: m.golden_line_operators,
    transferred: m.golden_line_operators,
    contact: m.golden_line_contact,
    status: m.golden_line_status,
    finished: m.golden_line_finished,
    lead: m.golden_line_lead,
    refused: m.golden_line_refused,
    stopped: m.golden_line_stopped,
  };
  return own(titles, kind)?.() ?? kind;
}

/** "надсилається, через 10 хв" */
function lineWords(line: GoldenLine): string {
  return `${happening(line)}, ${afterWords(line.at)}`;
}

function happening(line: GoldenLine): string {
  const name = line.to?.name || m.somebody_gone();
  const words: Record<LineKind, () => string> = {
    said: m.golden_said,
    not_said: () => m.golden_not_said({ reason: unsaid(line.code) }),
    assigned: () => assigned(line, name),
    nobody: () => m.golden_nobody({ reason: worded(NOBODY, line.code) }),
    joined: () => m.golden_joined({ name }),
    left: () => m.golden_left({ name }),
    transferred: () => (line.to ? m.golden_joined({ name }) : worded(ESCALATED_TO, line.code)),
    contact: () => contact(line),
    status: () => statusWord(line.code as ChatStatus),
    finished: () => (line.code === 'silence' ? m.golden_finished_silence() : m.golden_finished_by()),
    escalated: () => (line.code === 'person' ? m.golden_to_person({ name }) : worded(ESCALATED_TO, line.code)),
    deadline: () => (line.code === 'dropped' ? m.golden_deadline_dropped() : m.golden_deadline_moved()),
    lead: m.golden_lead,
    refused: () => m.golden_refused({ name }),
    stopped: m.golden_too_long,
  };
  return own(words, line.kind)?.() ?? line.kind;
}

function assigned({ code, rule }: GoldenLine, name: string): string {
  const because = worded(CHOSEN, code);
  return m.golden_assigned({
    name,
    reason: rule?.name ? `${because}, ${m.golden_by_rule({ rule: rule.name })}` : because,
  });
}

function contact({ code, what }: GoldenLine): string {
  if (code === 'withdrawn') return m.golden_contact_withdrawn();
  if (code === 'given' || code === 'set' || code === 'corrected')
    return what === 'email' ? m.golden_contact_email() : m.golden_contact_phone();
  return code === 'gave_up' || code === 'not_asked' ? m.golden_contact_none() : m.golden_contact_stopped();
}

function unsaid(code: string | null): string {
  const words: Record<string, () => string> = {
    window_closed: m.not_said_window_closed,
    open_by_now: m.not_said_open_by_now,
  };
  return (own(words, code ?? '') ?? m.not_said_other)();
}

const CHOSEN: ByCode<'assigned', () => string> = {
  manager: m.golden_by_manager,
  previous: m.golden_by_previous,
  turn: m.golden_by_turn,
  least: m.golden_by_least,
  only_one: m.golden_by_only,
  person: m.golden_by_person,
};
const NOBODY: Record<Exclude<CodeOf<'nobody'>, 'distribution_off'>, () => string> = {
  no_candidates: m.golden_no_candidates,
  all_on_leave: m.golden_no_on_leave,
  all_full: m.golden_no_full,
  all_tried: m.golden_no_tried,
  nobody_fits: m.golden_no_fits,
  no_manager: m.golden_no_manager,
};
const ESCALATED_TO: Record<string, () => string> = { next: m.golden_to_next, team: m.golden_to_team };

function worded(words: Record<string, () => string>, code: string | null): string {
  return own(words, code ?? '')?.() ?? code ?? '';
}

const PARTS = [
  { ms: 86_400_000, words: (count: number) => m.days({ count }) },
  { ms: 3_600_000, words: (hours: number) => m.hours({ hours }) },
  { ms: 60_000, words: (minutes: number) => m.minutes({ minutes }) },
  { ms: 1_000, words: (seconds: number) => m.golden_seconds({ seconds }) },
];

/** How long after the client's first word, to the second: a difference of seconds is one, too. */
export function afterWords(at: number): string {
  let left = at;
  const parts = PARTS.flatMap(({ ms, words }) => {
    const count = Math.floor(left / ms);
    left -= count * ms;
    return count > 0 ? [words(count)] : [];
  });
  return parts.length === 0 ? m.golden_at_once() : m.golden_after({ time: parts.join(' ') });
}
