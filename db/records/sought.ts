import { COUNTED, type Total } from '#db/chats/listing/total.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { readSought, type SoughtContact } from '#db/contacts/sought.ts';

/** What the box of a list of records is asked: as contacts are, and by a record's number. */
export interface SoughtRecord extends SoughtContact {
  number: number | null;
  /** Of a phone, without the zero before it. */
  digits: string;
}

const NUMBER_MAX = 2 ** 31 - 1;

export async function readSoughtRecord(tx: Sql, q: string): Promise<SoughtRecord> {
  const sought = await readSought(tx, q);
  const [, number] = /^[№#\s]*([1-9]\d{0,9})$/.exec(q) ?? [];
  const isNumber = number !== undefined && Number(number) <= NUMBER_MAX;
  return {
    ...sought,
    number: isNumber ? Number(number) : null,
    digits: sought.national === '' ? sought.anywhere : sought.national,
  };
}

/** How a list tells what it is asked for: by ids, where they are few, and how many there are. */
export interface Chosen {
  count: number;
  /** False: there may be more, and nobody counted on. */
  isWhole: boolean;
  ids: string[];
}
export const NONE: Chosen = { count: 0, isWhole: true, ids: [] };

/** How many fit: of more than are counted at least those that are told. */
export const totalOf = ({ count, isWhole }: Chosen, told: number): Total => ({
  count: isWhole ? count : Math.max(Math.min(count, COUNTED), told),
  isExact: isWhole,
});
