import type { RawInput } from '#workflows/chat/vocabulary.ts';

export interface InputRow {
  id: string;
  kind: string;
  chat_id: string;
  message_id: string | null;
  at: Date;
  facts: Record<string, unknown>;
  /** Revision of the settings in force for the page. */
  settings: string | null;
}

/** As it was kept, by whatever build: the chat parses it. */
export function rawInput(row: InputRow): RawInput {
  const told = {
    id: Number(row.id),
    chatId: row.chat_id,
    at: row.at.getTime(),
    kind: row.kind,
    ...row.facts,
    ...(row.settings === null ? {} : { settings: Number(row.settings) }),
  };
  return row.message_id === null ? told : { ...told, messageId: row.message_id };
}
