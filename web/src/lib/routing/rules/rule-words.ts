import { keptIn, type Rule, type Step, type Strategy } from './routing-rules.ts';
import { languageName } from '#lib/words/language-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { intl, localeTag } from '#lib/words/intl.ts';
import { capital } from '#lib/words/sentence.ts';

/** What is called how; null where there is none of that id. `isKnown`: all that there are have been read. */
export interface RoutingNames {
  readonly isKnown: boolean;
  team(id: string): string | null;
  person(id: string): string | null;
  page(id: string): string | null;
}

/**
 * "Якщо мова клієнта англійська і в першому повідомленні є «доставк» → команда «Логістика», суворо по черзі; важливість
 * 5"
 */
export function ruleSentence(rule: Rule, names: RoutingNames): string {
  const conditions = conditionsOf(rule, names);
  const outcome = [[whoWords(rule, names), ...howWords(rule)].join(', '), ...limitsOf(rule)].join('; ');
  return conditions.length === 0
    ? m.rule_always({ outcome })
    : m.rule_if({ conditions: listed(conditions, 'conjunction'), outcome });
}

/** "Через 10 хв без відповіді (робочого часу) → наступному операторові" */
export function stepSentence(step: Step, names: RoutingNames): string {
  const clock = step.clock === 'working' ? m.escalation_working() : m.escalation_wall();
  return m.escalation_sentence({ minutes: m.minutes({ minutes: step.minutes }), clock, to: targetOf(step, names) });
}

/** The rules one under the other, to compare: those that stand on the other side just so are only named. */
export function ruleLines(rules: Rule[], others: Rule[], names: RoutingNames): string[] {
  const same = new Set(others.map((rule) => JSON.stringify(rule)));
  return rules.map((rule) => {
    const name = rule.enabled ? rule.name : `${rule.name} (${m.rule_disabled()})`;
    return same.has(JSON.stringify(rule)) ? name : `${name}: ${ruleSentence(rule, names)}`;
  });
}

/** Of those only the ones that are not on the other side in the same order, with their numbers. */
export function differingRuleLines(rules: Rule[], others: Rule[], names: RoutingNames): string[] {
  return differing(rules, others, ruleLines(rules, others, names));
}

export function differingStepLines(steps: Step[], others: Step[], names: RoutingNames): string[] {
  return differing(
    steps,
    others,
    steps.map((step) => stepSentence(step, names)),
  );
}

function differing<Item>(items: Item[], others: Item[], words: string[]): string[] {
  const kept = keptIn(items, others);
  return words.flatMap((word, n) => (kept.has(n) ? [] : [`${n + 1}. ${word}`]));
}

export function strategyWords(strategy: Strategy): string {
  const words: Record<Strategy, () => string> = {
    active: m.rule_by_active,
    even: m.rule_by_even,
    least: m.rule_by_least,
  };
  return words[strategy]?.() ?? strategy;
}

export function strategyTitle(strategy: Strategy): string {
  return capital(strategyWords(strategy));
}

function conditionsOf({ when }: Rule, names: RoutingNames): string[] {
  const { pageIds, locales, referrals, words, hours, returning, segments } = when;
  // Pages are not read apart: whose they are is known from the log-in.
  const pages = pageIds?.map((id) => quoted(names.page(id)) ?? m.rule_unknown_page());
  const said = (values: string[] | undefined, word: (about: { values: string }) => string) =>
    values && values.length > 0 ? [word({ values: listed(values, 'disjunction') })] : [];
  return [
    ...said(pages, m.rule_if_page),
    ...said(locales?.map(languageName), m.rule_if_locale),
    ...said(referrals?.map(quote), m.rule_if_referral),
    ...said(words?.map(quote), m.rule_if_words),
    ...(hours ? [hours === 'open' ? m.rule_if_open() : m.rule_if_closed()] : []),
    ...(typeof returning === 'boolean' ? [returning ? m.rule_if_returning() : m.rule_if_new()] : []),
    ...said(segments?.map(quote), m.rule_if_segment),
  ];
}

function whoWords({ who: { teamIds, employeeIds } }: Rule, names: RoutingNames): string {
  if (teamIds.length + employeeIds.length === 0) return m.rule_to_everybody();
  const teams = teamIds.flatMap((id) => quoted(names.team(id)) ?? []);
  const word = teams.length > 1 ? m.rule_to_teams : m.rule_to_team;
  const others = [
    ...teamIds.flatMap((id) => (names.team(id) === null ? missing(names, m.rule_unknown_team) : [])),
    ...employeeIds.map((id) => names.person(id) ?? missing(names, m.rule_unknown_person)),
  ];
  const toTeams = teams.length > 0 ? [word({ values: listed(teams, 'conjunction') })] : [];
  return [...toTeams, ...(others.length > 0 ? [listed(others, 'conjunction')] : [])].join(', ');
}

/** Of one person there is nothing to choose. */
function howWords({ who: { teamIds, employeeIds }, strategy }: Rule): string[] {
  return teamIds.length === 0 && employeeIds.length === 1 ? [] : [strategyWords(strategy)];
}

function limitsOf({ priority, capacity }: Rule): string[] {
  return [
    ...(priority > 0 ? [m.rule_with_priority({ priority })] : []),
    ...(capacity === null ? [] : [m.rule_with_capacity({ chats: m.open_chats({ count: capacity }) })]),
  ];
}

function targetOf({ to, id }: Step, names: RoutingNames): string {
  if (to === 'next') return m.escalation_next();
  if (id === null) return to === 'team' ? m.escalation_team() : m.escalation_person();
  const name = to === 'team' ? quoted(names.team(id)) : names.person(id);
  if (name === null)
    return missing(names, to === 'team' ? m.escalation_to_unknown_team : m.escalation_to_unknown_person);
  return (to === 'team' ? m.escalation_to_team : m.escalation_to_person)({ name });
}

/** Names that were not read yet are not unknown. */
function missing(names: RoutingNames, word: () => string): string {
  return names.isKnown ? word() : '…';
}

function quoted(name: string | null): string | null {
  return name === null ? null : quote(name);
}

function quote(text: string): string {
  return m.quoted({ text });
}

function listed(values: string[], type: 'conjunction' | 'disjunction'): string {
  return intl(Intl.ListFormat, localeTag(), { type }).format(values);
}
