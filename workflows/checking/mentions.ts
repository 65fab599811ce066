import { isObject } from '#workflows/settings/layers.ts';
import { type Fault } from './faults.ts';
import { isFileId } from './patch-schema.ts';

export type MentionKind = 'team' | 'person' | 'page' | 'file' | 'source' | 'orderSource' | 'company';

/** Something that settings name by its id. */
export interface Mention {
  kind: MentionKind;
  path: string;
  id: string;
}

const CODES = {
  team: 'UNKNOWN_TEAM',
  person: 'UNKNOWN_PERSON',
  page: 'UNKNOWN_PAGE',
  file: 'UNKNOWN_FILE',
  source: 'UNKNOWN_SOURCE',
  orderSource: 'UNKNOWN_ORDER_SOURCE',
  company: 'UNKNOWN_COMPANY',
} as const satisfies Record<MentionKind, Fault['code']>;

/** Files of messages, sources, the company of documents, and whom and which pages rules and the escalation name. */
export function mentionsIn(patch: object): Mention[] {
  const { routing, escalation, attachments, leadSourceId } = patch as Record<string, unknown>;
  const files = isObject(attachments) ? Object.entries(attachments).flatMap(inAttachment) : [];
  const sources: Mention[] =
    typeof leadSourceId === 'string' ? [{ kind: 'source', path: 'leadSourceId', id: leadSourceId }] : [];
  return [
    ...files,
    ...sources,
    ...listOf(routing).flatMap(inRule),
    ...listOf(escalation).flatMap(inStep),
    ...inOrders(patch),
    ...inDocuments(patch),
  ];
}

/** Those that are not there, as faults. */
export function missingFaults(mentions: readonly Mention[], known: Record<MentionKind, ReadonlySet<string>>): Fault[] {
  const missing = mentions.filter(({ kind, id }) => !known[kind].has(id));
  return missing.map(({ kind, path }) => ({ path, code: CODES[kind] }));
}

/** What is no id at all is a fault without asking. */
function inAttachment([template, file]: [string, unknown]): Mention[] {
  const id = isObject(file) ? file['fileId'] : undefined;
  return isFileId(id) ? [{ kind: 'file', path: `attachments.${template}.fileId`, id }] : [];
}

function inOrders({ orderSourceId: id }: { orderSourceId?: unknown }): Mention[] {
  return typeof id === 'string' ? [{ kind: 'orderSource', path: 'orderSourceId', id }] : [];
}

function inDocuments({ documentCompanyId: id }: { documentCompanyId?: unknown }): Mention[] {
  return typeof id === 'string' ? [{ kind: 'company', path: 'documentCompanyId', id }] : [];
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

function inStep(step: unknown, n: number): Mention[] {
  if (!isObject(step)) return [];
  const { to, id } = step;
  const isNamed = (to === 'team' || to === 'person') && typeof id === 'string';
  return isNamed ? [{ kind: to, path: `escalation.${n}.id`, id }] : [];
}

/** What is no text is a fault without asking. */
function idsIn(group: unknown, key: string, kind: MentionKind, above: string): Mention[] {
  return listOf(isObject(group) ? group[key] : null).flatMap((id, n) =>
    typeof id === 'string' ? [{ kind, path: `${above}.${key}.${n}`, id }] : [],
  );
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
