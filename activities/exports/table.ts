import type { Language } from '#db/entities/employee.ts';
import type { ChatRow } from '#db/chats/row.ts';
import { CHAT_COLUMNS, WORDS } from './words.ts';

export type Cell = string | number | Date;

/** In whose words and by whose clock a file is written. */
export interface Reader {
  language: Language;
  timeZone: string;
}

/** Takes rows as they come and has them in a file once it is ended. */
export interface TableWriter {
  write(rows: Cell[][]): Promise<void>;
  /** The file is whole. */
  end(): Promise<void>;
  /** Nobody wants it any more. */
  drop(): Promise<void>;
}

export const headsOf = ({ language }: Reader): string[] => CHAT_COLUMNS.map((column) => WORDS[language].heads[column]);

/** A chat as the list shows it. */
export function cellsOf(chat: ChatRow, { language }: Reader): Cell[] {
  const { statuses, withoutName } = WORDS[language];
  const isNamed = chat.firstName !== '' || chat.lastName !== '';
  return [
    chat.number,
    chat.pageName,
    isNamed ? chat.firstName : withoutName,
    chat.lastName,
    chat.contact?.name ?? '',
    statuses[chat.status],
    chat.operators.map(({ name }) => name).join(', '),
    chat.createdAt,
    chat.lastContactAt,
  ].map((cell) => (typeof cell === 'string' ? asText(cell) : cell));
}

/**
 * What a table would take for a formula is text (OWASP, _CSV injection_): with an apostrophe before it. A client may
 * call themselves as they like. The full-width signs are formulas to a Japanese Excel.
 */
export function asText(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;
}
