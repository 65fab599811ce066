import { recordChange } from '#db/changes/record.ts';
import type { QuickReply } from '#db/entities/message.ts';
import type { Sql } from '#db/pool.ts';
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
}

/** What the texts of automatic messages are filled with. */
export interface Reader {
  firstName: string;
  lastName: string;
  /** Of the client's Facebook; null when Meta does not tell. */
  locale: string | null;
  pageId: string;
  pageName: string;
  operatorName: string;
}

/** Who reads the message: the client, on which page, led by whom. */
export async function findReader(sql: Sql, { clientId, chat }: Saving): Promise<Reader | null> {
  const { rows } = await sql.query<Reader>(
    `select cl.first_name as "firstName", cl.last_name as "lastName", cl.locale, p.id as "pageId", p.name as "pageName",
       coalesce((select e.name from employee e where e.id = $2), '') as "operatorName"
     from client cl join page p on p.id = cl.page_id where cl.id = $1`,
    [clientId, chat?.operators[0]?.id ?? null],
  );
  return rows[0] ?? null;
}

/**
 * Puts it into the outbox, once: a second copy of the same template and occasion cannot exist in a chat, whoever says it again. Where the
 * page is broken it is held like any other answer.
 */
export async function putOut(
  tx: Sql,
  { clientId }: Saving,
  pageId: string,
  chatId: string,
  written: Written,
): Promise<void> {
  const { say, text, language, languageReason, quickReplies } = written;
  const { rows } = await tx.query<{ id: string }>(
    `insert into message (chat_id, client_id, page_id, direction, via, kind, text, state, reason_code, at, key, decided,
       quick_replies, language, language_reason)
     select $1, $2, p.id, 'out', 'automatic', $4, $5,
       case when p.health in ('reconnect', 'restricted') then 'held' else 'queued' end,
       case p.health when 'reconnect' then 'token_broken' when 'restricted' then 'page_restricted' end,
       $6, $7, true, $8, $9, $10 from page p where p.id = $3
     on conflict (chat_id, kind, key) where via = 'automatic' do nothing returning id`,
    [
      chatId,
      clientId,
      pageId,
      say.template,
      text,
      new Date(say.at),
      say.key,
      quickReplies && JSON.stringify(quickReplies),
      language,
      languageReason,
    ],
  );
  const id = rows[0]?.id;
  if (id) await recordChange(tx, [{ kind: 'message', pageId, chatId, ref: id }]);
}
