import { findNamed, type NamedKind } from '#db/settings/named.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { type Fault, isObject } from '#workflows/checking/faults.ts';

const CODES = { team: 'UNKNOWN_TEAM', person: 'UNKNOWN_PERSON', page: 'UNKNOWN_PAGE' } as const;

interface Mention {
  kind: NamedKind;
  path: string;
  id: string;
}

/** Teams, people and pages that rules and the ladder name and that are not there. */
export async function namedFaults(sql: Sql, patch: object): Promise<Fault[]> {
  const { routing, escalation } = patch as { routing?: unknown; escalation?: unknown };
  const mentions = [...listOf(routing).flatMap(inRule), ...listOf(escalation).flatMap(inRung)];
  if (mentions.length === 0) return [];
  const idsOf = (kind: NamedKind) => mentions.filter((mention) => mention.kind === kind).map(({ id }) => id);
  const known = await findNamed(sql, { team: idsOf('team'), person: idsOf('person'), page: idsOf('page') });
  return mentions.filter(({ kind, id }) => !known[kind].has(id)).map(({ kind, path }) => ({ path, code: CODES[kind] }));
}

function inRule(rule: unknown, n: number): Mention[] {
  if (!isObject(rule)) return [];
  const { when, who } = rule;
  return [
    ...idsIn(who, 'teamIds', 'team', `routing.${n}.who`),
    ...idsIn(who, 'employeeIds', 'person', `routing.${n}.who`),
    ...idsIn(when, 'pageIds', 'page', `routing.${n}.when`),
  ];
}

function inRung(rung: unknown, n: number): Mention[] {
  if (!isObject(rung)) return [];
  const { to, id } = rung;
  const isNamed = (to === 'team' || to === 'person') && typeof id === 'string';
  return isNamed ? [{ kind: to, path: `escalation.${n}.id`, id }] : [];
}

/** What is no text is a fault without asking. */
function idsIn(group: unknown, key: string, kind: NamedKind, above: string): Mention[] {
  return listOf(isObject(group) ? group[key] : null).flatMap((id, n) =>
    typeof id === 'string' ? [{ kind, path: `${above}.${key}.${n}`, id }] : [],
  );
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
