import { soughtRecord } from './sought.ts';

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

/** `$1` … `$10` of what a list is narrowed by. */
export function valuesOf(filter: RecordFilter): unknown[] {
  const { meaning, statusId, sourceId, ownerId, contactId, archived } = filter;
  return [...soughtRecord(filter.q), meaning, statusId, sourceId, ownerId, contactId, archived];
}

/** `$11` … `$14`: how many, after how many more, and after which one. */
export const valuesOfPage = ({ limit, offset, after }: RecordPage): unknown[] => [
  limit,
  offset,
  after?.key ?? null,
  after?.number ?? null,
];

/** The end of a statement that chooses a page of them, of which each has a number. */
export const pageOf = (by: string, type: string, number: string, order: keyof typeof DIRECTIONS): string =>
  `and ($13::text is null or (${by}, ${number}) ${THAN[order]} ($13::${type}, $14::int))
   order by ${by} ${DIRECTIONS[order]}, ${number} ${DIRECTIONS[order]} limit $11 offset $12`;

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
