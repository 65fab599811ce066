import type { ChatRow } from '#db/chats/row.ts';
import type { Cell, Column, Reader } from './table.ts';
import { CHAT_COLUMNS, type ChatColumn, WORDS } from './words.ts';

/** As wide as what usually stands in it. */
const WIDTHS: Record<ChatColumn, number> = {
  number: 9,
  page: 24,
  firstName: 18,
  lastName: 20,
  contact: 28,
  status: 19,
  operators: 28,
  createdAt: 17,
  lastContactAt: 19,
};

export const columnsOf = ({ language }: Reader): Column[] =>
  CHAT_COLUMNS.map((column) => ({ head: WORDS[language].heads[column], width: WIDTHS[column] }));

/** A chat as the list shows it. */
export function cellsOf(chat: ChatRow, { language }: Reader): Cell[] {
  const { statuses, withoutName, leadNamed } = WORDS[language];
  const isNamed = chat.firstName !== '' || chat.lastName !== '';
  return [
    chat.number,
    chat.pageName,
    isNamed ? chat.firstName : withoutName,
    chat.lastName,
    chat.contact?.name ?? (chat.lead ? leadNamed(chat.lead) : ''),
    statuses[chat.status],
    chat.operators.map(({ name }) => name).join(', '),
    chat.createdAt,
    chat.lastContactAt,
  ];
}
