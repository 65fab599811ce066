import type { ImportFormat } from '#db/entities/crm/contact-import.ts';

/** By its first bytes, whatever it is called. Null: it is no table that is taken. */
export function formatOf(content: Uint8Array): ImportFormat | null {
  if (begins(content, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx';
  return NO_TABLES.some((mark) => begins(content, mark)) ? null : 'csv';
}

/** What people take for one: an old workbook, a PDF, pictures, other archives. */
const NO_TABLES = [
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x50, 0x4b, 0x05, 0x06],
];

const begins = (content: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, n) => content[n] === byte);
