import type { Context } from 'hono';
import type { z } from 'zod';
import { findChatPlace } from '#db/chats/read.ts';
import { type ChatOfDocument, findChatsOf, type WhyNot, whyNotInto } from '#db/documents/rule.ts';
import { type DocumentRow, findDocument } from '#db/documents/read.ts';
import { askSending, findLastSending } from '#db/documents/sending.ts';
import { hasAccess } from '#db/people/page-access.ts';
import { me, viewerOf } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { reachOf, verdictOn } from '../access/roles.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { type sendingBody, toDocument } from './schema.ts';

type Why = WhyNot | 'no_chat' | 'no_access';

/** A document with what became of its last sending, and whether whoever asks may send it now. */
export async function whole(deps: ApiDeps, c: Context<ApiEnv>, row: DocumentRow) {
  const { pool } = deps.database;
  const sending = await findLastSending(pool, row.id, viewerOf(me(c)));
  const { why } = await place(deps, c, row);
  return {
    ...toDocument(row),
    sending: sending && { ...sending, at: sending.at.toISOString() },
    canSend: { ok: why === null, reason: why },
  };
}

/** Has a document go into a chat: the one that is named, or the client's open one. */
export async function send(deps: ApiDeps, c: Context<ApiEnv>, id: string, asked: z.infer<typeof sendingBody>) {
  const { pool } = deps.database;
  const row = await findDocument(pool, id);
  if (!row) throw new ApiError('NOT_FOUND');
  const { chat, why } = await place(deps, c, row, asked.chatNumber);
  if (why !== null || !chat) throw new ApiError('DOCUMENT_NOT_SENDABLE', { reason: why });
  await askSending(pool, id, chat.id, { by: me(c).employee.id, paymentButton: asked.paymentButton });
  deps.notifier.notify('documents', 'change');
  await note(deps, c, 'document_sent', { document: id, chat: chat.number });
  return whole(deps, c, row);
}

interface Place {
  chat: Pick<ChatOfDocument, 'id' | 'number' | 'pageId'> | null;
  why: Why | null;
}

/** Into which chat it would go, and why not. */
async function place(deps: ApiDeps, c: Context<ApiEnv>, row: DocumentRow, chatNumber?: number): Promise<Place> {
  const { pool } = deps.database;
  if (row.state !== 'issued') return { chat: null, why: 'not_issued' };
  if (!row.contact) return { chat: null, why: 'no_client' };
  const viewer = viewerOf(me(c));
  const chat =
    chatNumber === undefined
      ? (await findChatsOf(pool, row.id, viewer))[0]
      : await findChatPlace(pool, chatNumber, viewer);
  if (!chat) return { chat: null, why: 'no_chat' };
  const why = await whyNotInto(pool, row.id, chat.id);
  if (why) return { chat, why };
  return { chat, why: (await mayAnswer(deps, c, chat.pageId)) ? null : 'no_access' };
}

async function mayAnswer({ database }: ApiDeps, c: Context<ApiEnv>, pageId: string): Promise<boolean> {
  const { roles, id } = me(c).employee;
  const access = reachOf(roles, 'answer') === 'own' && (await hasAccess(database.pool, id, pageId));
  return verdictOn(roles, 'answer', access || viewerOf(me(c)) !== null).may;
}
