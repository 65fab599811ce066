import type { Assignment, Considered } from '#lib/api/types.ts';
import { chosenBecause, chosenText } from './chosen-words.ts';
import { clockTime, oneOf, shortDate } from '#lib/words/format.ts';
import { languageOfLocale, languageSpoken } from '#lib/words/language-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { absenceWord, remarkWords } from './remark-words.ts';
import { capital, parts, strong, type WordPart } from '#lib/words/sentence.ts';

const A_MINUTE = 60_000;

/** Somebody who was deleted since has no name. */
export function nameOf(person: { name: string | null }): string {
  return person.name ?? '—';
}

export function titleOf({ operator }: Assignment): string {
  return operator ? m.why_title_person({ name: nameOf(operator) }) : m.why_title_nobody();
}

/**
 * What happened, in a few sentences: why somebody was sought and who was there, whom one would have expected, what
 * decided.
 */
export function storyOf(assignment: Assignment, now: Date): WordPart[] {
  const told = [asked(assignment, now), missed(assignment, now), ruled(assignment), ...decidedBy(assignment)];
  if (assignment.state === 'void') told.push(m.why_void());
  return parts(told.filter(Boolean).join(' '));
}

/** One sentence for a reader who was considered and not chosen. */
export function whyNotMe({ me, considered, code, operator }: Assignment, now: Date): string {
  const row = me === null ? undefined : considered[me];
  if (!row || row.standing === 'chosen') return '';
  const [con] = row.cons;
  if (con) return m.why_not_you({ reason: remarkWords(con, now) });
  const because = chosenBecause(code);
  return m.why_not_you({
    reason: operator ? m.why_not_you_but({ name: nameOf(operator), reason: because }) : because,
  });
}

/**
 * The nearest changes after which somebody else would have got the chat: those of one kind in one sentence, the
 * reader's apart.
 */
export function elseWords({ whatElse, me, considered }: Assignment): string[] {
  const mine = me === null ? undefined : considered[me]?.person.id;
  const groups = new Map<(typeof CHANGES)[Change][number], string[]>();
  for (const { person, change } of whatElse) {
    const words = CHANGES[change][person.id === mine ? 1 : 0];
    groups.set(words, [...(groups.get(words) ?? []), nameOf(person)]);
  }
  return [...groups].map(([words, names]) => words({ name: oneOf(names) }));
}

type Change = Assignment['whatElse'][number]['change'];

/** Of somebody, and of the reader. */
const CHANGES = {
  online: [m.why_else_online, m.why_else_online_you],
  back: [m.why_else_back, m.why_else_back_you],
  free: [m.why_else_free, m.why_else_free_you],
  instead: [m.why_else_instead, m.why_else_instead_you],
} as const satisfies Record<Change, unknown>;

function asked({ kind, at, waitingSince, considered }: Assignment, now: Date): string {
  const since = new Date(waitingSince);
  const hasWaited = Date.parse(at) - since.getTime() >= A_MINUTE;
  const isSameDay = since.toDateString() === new Date(at).toDateString();
  const time = isSameDay ? clockTime(since) : shortDate(since, now);
  const words = {
    first: () => (hasWaited ? m.why_ask_first({ time }) : m.why_ask_first_now()),
    contact: m.why_ask_contact,
    next: m.why_ask_next,
    team: m.why_ask_team,
    person: () => askedPerson(considered),
  }[kind]();
  const online = considered.filter(({ presence }) => presence === 'online').length;
  return considered.length > 1 ? `${words} ${m.why_present({ online, total: considered.length })}` : words;
}

/** The step named one of them; nobody, where that person has lost access since the step was written. */
function askedPerson(considered: Considered[]): string {
  const named = considered.find(({ cons }) => !cons.some(({ code }) => code === 'not_named'));
  return named ? m.why_ask_named({ name: strong(nameOf(named.person)) }) : m.why_ask_person();
}

/** The personal manager or the operator of the last chat, where it is somebody else. */
function missed({ considered, code, kind }: Assignment, now: Date): string {
  if (kind !== 'first' || code === 'manager') return '';
  for (const row of considered) {
    const pro = row.pros.find((remark) => remark.code === 'manager' || remark.code === 'previous');
    if (!pro || row.standing === 'chosen') continue;
    const [who, con] = [strong(nameOf(row.person)), obstacle(row, now)];
    if (con !== '') return m.why_missed({ who, pro: remarkWords(pro, now), con });
  }
  return '';
}

const OBSTACLES = new Set(['on_leave', 'tried', 'full']);

function obstacle({ cons, presence }: Considered, now: Date): string {
  const con = cons.find(({ code }) => OBSTACLES.has(code));
  if (con) return remarkWords(con, now);
  return presence === 'online' ? '' : absenceWord(presence);
}

function ruled({ rule }: Assignment): string {
  return rule ? m.why_rule({ rule: strong(m.why_rule_name({ name: rule.name ?? rule.id })) }) : '';
}

function decidedBy({ code, operator, strategy, fellBack, tieBreak, considered }: Assignment): string[] {
  const isOpenToAll = strategy === 'even' || fellBack;
  const others = considered.filter(({ standing }) => standing === 'considered');
  const how: Partial<Record<Assignment['code'], () => string>> = {
    ...(isOpenToAll ? { turn: m.why_how_turn_all, least: m.why_how_least_all } : {}),
    ...(others.length > 0 ? { only_one: () => onlyFit(considered, others) } : {}),
  };
  const tie = tieBreak === 'id' ? m.why_tie_id() : code === 'least' && tieBreak === 'turn' ? m.why_tie_turn() : '';
  return [fellBack && operator ? m.why_fell_back() : '', how[code]?.() ?? chosenText(code), tie];
}

/** What the chosen one has and none of the others: the language, a skill, or both. */
function onlyFit(considered: Considered[], others: Considered[]): string {
  const chosen = considered.find(({ standing }) => standing === 'chosen');
  const name = strong(chosen ? nameOf(chosen.person) : '—');
  const lacking = (code: string) => others.some(({ cons }) => cons.some((con) => con.code === code));
  const locale = chosen?.pros.find(({ code }) => code === 'knows_language')?.fact;
  const language = typeof locale === 'string' && lacking('language') ? languageSpoken(languageOfLocale(locale)) : null;
  if (language === null) return lacking('skill') ? m.why_how_only_skill({ name }) : m.why_how_only_one();
  return capital((lacking('skill') ? m.why_how_only_both : m.why_how_only_language)({ name, language }));
}
