import { randomUUID } from 'node:crypto';
import type { Sql } from '#db/connection/transaction.ts';
import type { Attachment } from '#db/entities/attachment.ts';
import type { MessageKind } from '#db/entities/message.ts';
import type { FileFacts } from '#db/files/read.ts';

/** A message of an answer: Meta takes a text or one file. */
export interface Part {
  n: number;
  id: string;
  kind: MessageKind;
  text: string;
  attachments: Attachment[];
  fileId: string | null;
  /** The answer's Idempotency-Key, at its first message alone. */
  key: string | null;
  /** The first message; of itself null. */
  partOf: string | null;
}

/** Opens an address, under a text: Meta takes three at most. */
export interface Button {
  title: string;
  url: string;
}

interface Given {
  text: string;
  buttons?: Button[] | undefined;
  fileIds?: readonly string[] | undefined;
  key: string;
}

/** Text first, so that what is written stands over what it speaks of; then the files in their order. */
export function putParts({ text, buttons, fileIds = [], key }: Given, files: ReadonlyMap<string, FileFacts>): Part[] {
  const words = { kind: 'text' as const, text, attachments: ofButtons(buttons), fileId: null };
  const said = [
    ...(text === '' ? [] : [words]),
    ...fileIds.flatMap((id) => {
      const file = files.get(id);
      return file ? [ofFile(file)] : [];
    }),
  ];
  const first = randomUUID();
  return said.map((content, n) =>
    n === 0 ? { ...content, n, id: first, key, partOf: null } : { ...content, n, ...part(first) },
  );
}

const ofButtons = (buttons: Button[] = []): Attachment[] =>
  buttons.length === 0 ? [] : [{ type: 'template', name: null, buttons }];

const part = (first: string) => ({ id: randomUUID(), key: null, partOf: first });

function ofFile({ id, kind, name, mime, size }: FileFacts) {
  return { kind: 'attachment' as const, text: '', attachments: [{ type: kind, id, name, mime, size }], fileId: id };
}

/** The messages of an answer, in the order in which they go out. */
export async function partsOf(sql: Sql, first: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from message where id = $1 or part_of = $1 order by seq',
    [first],
  );
  return rows.map(({ id }) => id);
}
