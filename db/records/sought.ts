import type { Sql } from '#db/connection/transaction.ts';
import { readSought, type SoughtContact } from '#db/contacts/listing/sought.ts';

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
    // Of one digit or two only a record's number is meant: they stand in a tenth of all that names and phones are.
    short: isNumber ? [] : sought.short,
    number: isNumber ? Number(number) : null,
    digits: sought.national === '' ? sought.anywhere : sought.national,
  };
}
