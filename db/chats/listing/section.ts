import type { Pool } from 'pg';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';
import { CHAT_COLUMNS, CHAT_TABLES } from '#db/chats/columns.ts';
import type { ChatRow } from '#db/chats/row.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { IN_STATUS, KINDS, MAY_SEE } from './chosen.ts';

/**
 * The parts of an inbox, each open chat in one of them: those the reader is operator of, those that nobody leads, those
 * of colleagues whose client waits, their others, and those whose client is still asked for their contact.
 */
export const SECTIONS = ['mine', 'unassigned', 'waiting', 'colleagues', 'asking'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Open statuses of which chats are asked for. */
export type OpenStatus = Exclude<ChatStatus, 'finished'>;

export interface InboxFilter {
  /** Whose inbox it is. */
  employeeId: string;
  viewer: Viewer;
  pageId: string | null;
  /** None named: all of them. */
  status: OpenStatus[];
}

/** Where a page of a section ended: among those that wait, or behind them. */
export interface SectionPlace {
  waits: boolean;
  /** Microseconds: since when they wait, or of the last contact. */
  key: string;
  number: number;
}

export type InSection = ChatRow & { waits: boolean; key: string };

/** A page of one section: whoever waits longest first, then who does not wait, the latest contact first. */
export async function listSection(
  pool: Pool,
  filter: InboxFilter,
  { section, after, limit }: { section: SectionName; after: SectionPlace | null; limit: number },
): Promise<InSection[]> {
  const { rows } = await pool.query<InSection>({
    name: `section-${section}`,
    text: dressedSection(section),
    values: [
      filter.viewer?.employeeId ?? null,
      filter.pageId,
      filter.status,
      filter.employeeId,
      after?.waits ?? null,
      after?.key ?? null,
      after?.number ?? null,
      limit,
    ],
  });
  return rows;
}

function dressedSection(section: SectionName): string {
  return `with ${branchOf(section)} chosen as materialized (
      select c.number, c.waits, c.key from (${CHATS_OF[section]}) c order by ${inOrder('c')} limit $8
    ) select ${CHAT_COLUMNS}, chosen.waits, ((extract(epoch from chosen.key) * 1000000)::bigint)::text as key
    from ${CHAT_TABLES} join chosen on chosen.number = c.number order by ${inOrder('chosen')}`;
}

const inOrder = (of: 'c' | 'chosen'): string =>
  `${of}.waits desc, case when ${of}.waits then ${of}.key end, case when ${of}.waits then ${of}.number end,
   ${of}.key desc, ${of}.number desc`;

/** The place `$5` … `$7`: behind the one it ended with. */
const AT = `'epoch'::timestamptz + $6::bigint * interval '1 microsecond'`;
const WAITS_AFTER = `c.waiting_since is not null and $5::boolean is not false
  and (c.waiting_since, c.number) > (coalesce(${AT}, '-infinity'), coalesce($7::int, 0))`;
const RESTS_AFTER = `c.waiting_since is null and (c.last_contact_at, c.number) <
  (case when $5::boolean is false then ${AT} else 'infinity' end,
   case when $5::boolean is false then $7::int else 2147483647 end)`;
// Looked up once: a person's open chats are few.
const NOT_MINE = `c.number <> all(array(select o.number from chat_operator o
  where o.employee_id = $4 and o.contact_at is null and o.number is not null))`;

/** Kinds of open chats that are there at all: of each, an index has the first ones side by side. */
const kindsOf = (led: 'k.led' | 'not k.led'): string => `branch as materialized (
  select distinct k.page_id, k.status, k.led from (${KINDS}) k where k.employee_id = '' and ${led}
    and k.status <> 'finished' and ${IN_STATUS('k.status')} and ${MAY_SEE('k.page_id')}),`;

const branchOf = (section: SectionName): string => {
  if (section === 'mine' || section === 'asking') return '';
  return section === 'unassigned' ? kindsOf('not k.led') : kindsOf('k.led');
};

const OF_BRANCH = 'c.page_id = b.page_id and c.status = b.status and c.led = b.led';
const FIRST_WAITING = `select one.number, true as waits, one.key from branch b cross join lateral (
  select c.number, c.waiting_since as key from chat c where ${OF_BRANCH} and c.phase = 'open' and ${NOT_MINE}
    and ${WAITS_AFTER} order by c.waiting_since, c.number limit $8) one`;
const FIRST_RESTING = `select one.number, false as waits, one.key from branch b cross join lateral (
  select c.number, c.last_contact_at as key from chat c where ${OF_BRANCH} and c.phase = 'open' and ${NOT_MINE}
    and ${RESTS_AFTER} order by c.last_contact_at desc, c.number desc limit $8) one`;

/** Few: all of them are looked at. */
const KEYED = `c.number, c.waiting_since is not null as waits, coalesce(c.waiting_since, c.last_contact_at) as key`;
const IS_ASKED_FOR = `${IN_STATUS('c.status')} and ${MAY_SEE('c.page_id')} and (${WAITS_AFTER} or ${RESTS_AFTER})`;

const CHATS_OF: Record<SectionName, string> = {
  mine: `select ${KEYED} from chat_operator o join chat c on c.id = o.chat_id
    where o.employee_id = $4 and o.contact_at is null and ${IS_ASKED_FOR}`,
  unassigned: `${FIRST_WAITING} union all ${FIRST_RESTING}`,
  waiting: FIRST_WAITING,
  colleagues: FIRST_RESTING,
  asking: `select ${KEYED} from chat c where c.status <> 'finished' and c.phase <> 'open' and ${NOT_MINE}
    and ${IS_ASKED_FOR}`,
};
