import { COUNTED, type Total } from '#db/chats/listing/total.ts';

/** What lists of leads and of orders are narrowed by. */
export interface RecordFilter {
  q: string;
  /** Null: whatever it means. */
  meaning: string | null;
  statusId: string | null;
  sourceId: string | null;
  /** An employee's id, or `none` for what nobody has. */
  ownerId: string | null;
  contactId: string | null;
  archived: boolean;
  order: keyof typeof DIRECTIONS;
}

export interface RecordPage {
  limit: number;
  offset: number;
  /** Only what comes after this one. */
  after: { key: string; number: number } | null;
}

/** Of a list: which one, and what the list is ordered by, as text. */
export interface ChosenRecord {
  id: string;
  key: string;
}

export const DIRECTIONS = { asc: 'asc', desc: 'desc' } as const;
export const THAN = { asc: '>', desc: '<' } as const;

/** What both may be ordered by beside their own numbers, sums and moments; the tables are those of `joinedParts`. */
export const PARTS_ORDERS = {
  status: 's.position',
  source: `coalesce(o.name, '') collate "uk-x-icu"`,
  owner: `coalesce(e.name, '') collate "uk-x-icu"`,
} as const;
/** Of which types these are. */
export const PARTS_TYPES = { status: 'int', source: 'text', owner: 'text' } as const;

/** `$1` … `$6` of what a list is narrowed by. */
export const valuesOf = (filter: RecordFilter): unknown[] => [
  filter.meaning,
  filter.statusId,
  filter.sourceId,
  filter.ownerId,
  filter.contactId,
  filter.archived,
];

/** SQL for whether a lead or an order fits, by these. */
export const NARROWED = (of: 'l' | 'r'): string => `(${of}.archived_at is not null) = $6::boolean
  and ($1::text is null or ${of}.status_id in (select s.id from record_status s where s.meaning = $1))
  and ($2::uuid is null or ${of}.status_id = $2) and ($3::uuid is null or ${of}.source_id = $3)
  and ($4::text is null or ($4 = 'none' and ${of}.owner_id is null) or ${of}.owner_id = $4)
  and ($5::uuid is null or ${of}.contact_id = $5)`;

/** `$7` … `$10`: how many, after how many more, and after which one. */
export const valuesOfPage = ({ limit, offset, after }: RecordPage): unknown[] => [
  limit,
  offset,
  after?.key ?? null,
  after?.number ?? null,
];

/** The end of a statement that chooses a page of them, of which each has a number. */
export const pageOf = (by: string, type: string, number: string, order: keyof typeof DIRECTIONS): string =>
  `and ($9::text is null or (${by}, ${number}) ${THAN[order]} ($9::${type}, $10::int))
   order by ${by} ${DIRECTIONS[order]}, ${number} ${DIRECTIONS[order]} limit $7 offset $8`;

/** What was chosen with all that is told of it; one that went meanwhile is left out. */
export function inTheirOrder<Row extends { id: string }>(
  chosen: readonly ChosenRecord[],
  rows: readonly Row[],
): (Row & { key: string })[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return chosen.flatMap(({ id, key }) => {
    const row = byId.get(id);
    return row ? [{ ...row, key }] : [];
  });
}

/** How many were found, at most one more than are counted; not whole: there may be more. */
export interface Found {
  count: number;
  isWhole: boolean;
}

export const NONE: Found = { count: 0, isWhole: true };

/** How many fit: of more than are counted at least those that are told. */
export const totalOf = ({ count, isWhole }: Found, told: number): Total => ({
  count: isWhole ? count : Math.max(Math.min(count, COUNTED), told),
  isExact: isWhole,
});
