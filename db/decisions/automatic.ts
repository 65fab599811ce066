import type { Sql } from '#db/connection/transaction.ts';
import type { Attachment, QuickReply } from '#db/entities/attachment.ts';
import type { FileKind } from '#db/entities/file.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { Say } from '#workflows/chat/vocabulary.ts';
import type { LanguageReason } from '#workflows/settings/language.ts';

/** An automatic message as the client gets it. */
export interface Written {
  say: Say;
  text: string;
  language: string;
  languageReason: LanguageReason;
  quickReplies: QuickReply[] | null;
  /** Goes out right before the text. */
  file: { id: string; name: string; kind: FileKind } | null;
}

/**
 * Puts it into the outbox, once: a second copy of the same template and occasion cannot exist in a chat, whoever says
 * it again. A file is a message of its own right before the text: Meta takes one or the other.
 */
export async function enqueueAutomatic(
  tx: Sql,
  { clientId }: Saving,
  pageId: string,
  chatId: string,
  written: Written,
): Promise<void> {
  const { file, text, quickReplies } = written;
  const { key } = written.say;
  const words: Part = { key, text, attachments: [], fileId: null, quickReplies };
  const parts = file ? [partOf(file, key), words] : [words];
  await Promise.all(parts.map((part) => insertOnce(tx, { clientId, pageId, chatId }, written, part)));
}

function partOf({ id, name, kind }: NonNullable<Written['file']>, key: string): Part {
  return { key: `${key} file`, text: '', attachments: [{ type: kind, name }], fileId: id, quickReplies: null };
}

interface Place {
  clientId: string;
  pageId: string;
  chatId: string;
}

interface Part {
  key: string;
  text: string;
  attachments: Attachment[];
  fileId: string | null;
  quickReplies: QuickReply[] | null;
}

/**
 * Where the text stands already, nothing is put after it. Where the page is broken it is held like any other answer.
 */
async function insertOnce(
  tx: Sql,
  place: Place,
  { say, language, languageReason }: Written,
  part: Part,
): Promise<void> {
  await tx.query(
    `with put as (insert into message (chat_id, client_id, page_id, direction, via, kind, text, state, reason_code, at,
       key, decided, quick_replies, language, language_reason, attachments, file_id)
     select $1, $2, p.id, 'out', 'automatic', $4, $5,
       case when p.health in ('reconnect', 'restricted') then 'held' else 'queued' end,
       case p.health when 'reconnect' then 'token_broken' when 'restricted' then 'page_restricted' end,
       $6, $7, true, $8, $9, $10, $11, $12 from page p where p.id = $3 and not exists (
         select 1 from message t where t.chat_id = $1 and t.kind = $4 and t.key = $13 and t.via = 'automatic')
     on conflict (chat_id, kind, key) where via = 'automatic' do nothing returning id)
     insert into change (kind, page_id, chat_id, ref) select 'message', $3, $1, id::text from put`,
    [
      place.chatId,
      place.clientId,
      place.pageId,
      say.template,
      part.text,
      new Date(say.at),
      part.key,
      part.quickReplies && JSON.stringify(part.quickReplies),
      language,
      languageReason,
      JSON.stringify(part.attachments),
      part.fileId,
      say.key,
    ],
  );
}
