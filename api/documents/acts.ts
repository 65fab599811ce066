import type { Context } from 'hono';
import type { z } from 'zod';
import { findChatPlace } from '#db/chats/read.ts';
import type { ChatPlace } from '#db/chats/row.ts';
import { findDefaultCompany } from '#db/documents/default-company.ts';
import { issueDocument } from '#db/documents/issue.ts';
import { ensurePdf } from '#db/documents/make-pdf.ts';
import { cancelDocument, markPaid } from '#db/documents/mark.ts';
import { listDocuments } from '#db/documents/list.ts';
import { type DocumentRow, findDocument } from '#db/documents/read.ts';
import { deleteDraft, insertDraft, updateDraft } from '#db/documents/write.ts';
import { findOrder } from '#db/orders/read.ts';
import { me, viewerOf } from '../access/allow.ts';
import { note } from '../access/note.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { asCountedList } from '../http/fields.ts';
import { type changedDocument, type documentQuery, type newDocument, type paying, toDocument } from './schema.ts';
import { draftFrom } from './draft.ts';
import { whole } from './sending.ts';

export async function list(deps: ApiDeps, c: Context<ApiEnv>, query: z.infer<typeof documentQuery>) {
  const { kind = null, state = null, contactId = null, companyId = null, orderId = null, q, page, pageSize } = query;
  const chatNumber = query.chatNumber ?? null;
  // Whose chat it is, is for those who see it.
  if (chatNumber !== null) await seenChat(deps, c, chatNumber);
  const place = { limit: pageSize, offset: (page - 1) * pageSize };
  const { rows, total } = await listDocuments(deps.database.pool, {
    kind,
    state,
    contactId,
    companyId,
    orderId,
    q,
    chatNumber,
    ...place,
  });
  return asCountedList(rows.map(toDocument), total, query);
}

export async function one(deps: ApiDeps, c: Context<ApiEnv>, id: string) {
  return whole(deps, c, found(await findDocument(deps.database.pool, id)));
}

export async function add(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  { basedOnId, orderId, chatNumber, ...given }: z.infer<typeof newDocument>,
) {
  const { pool } = deps.database;
  const chat = chatNumber === undefined ? null : await seenChat(deps, c, chatNumber);
  if (basedOnId !== null && !(await findDocument(pool, basedOnId))) throw new ApiError('UNKNOWN_DOCUMENT');
  if (orderId !== null && !(await findOrder(pool, orderId))) throw new ApiError('UNKNOWN_ORDER');
  const place = { basedOnId, orderId, pageId: chat?.pageId ?? null };
  const companyId = given.companyId ?? (await findDefaultCompany(pool, place));
  if (companyId === null) throw new ApiError('UNKNOWN_COMPANY');
  const by = { authorId: me(c).employee.id, basedOnId, orderId };
  return whole(deps, c, found(await insertDraft(pool, await draftFrom(deps, c, { ...given, companyId }, null), by)));
}

async function seenChat({ database }: ApiDeps, c: Context<ApiEnv>, number: number): Promise<ChatPlace> {
  const chat = await findChatPlace(database.pool, number, viewerOf(me(c)));
  if (!chat) throw new ApiError('CHAT_NOT_FOUND');
  return chat;
}

export async function change(deps: ApiDeps, c: Context<ApiEnv>, id: string, given: z.infer<typeof changedDocument>) {
  const { pool } = deps.database;
  const before = found(await findDocument(pool, id));
  return whole(deps, c, found(await updateDraft(pool, id, await draftFrom(deps, c, given, before))));
}

export async function remove({ database }: ApiDeps, id: string): Promise<void> {
  const outcome = await deleteDraft(database.pool, id);
  if (outcome !== 'deleted') throw new ApiError(outcome ?? 'NOT_FOUND');
}

export async function issue(deps: ApiDeps, c: Context<ApiEnv>, id: string) {
  const issued = await issueDocument(deps.database.pool, id, me(c).employee.id);
  if (!issued) throw new ApiError('NOT_FOUND');
  if (issued.kind === 'incomplete')
    throw new ApiError(
      'DOCUMENT_INCOMPLETE',
      issued.paths.map((path) => ({ path })),
    );
  if (issued.kind !== 'issued') throw new ApiError(issued.kind);
  deps.notifier.notify('change');
  if (issued.isNew) await note(deps, c, 'document_issued', { document: id });
  await makePdf(deps, id);
  return whole(deps, c, issued.row);
}

export async function cancel(deps: ApiDeps, c: Context<ApiEnv>, id: string, reason: string) {
  const row = found(await cancelDocument(deps.database.pool, id, { by: me(c).employee.id, reason }));
  deps.notifier.notify('change');
  await note(deps, c, 'document_cancelled', { document: id });
  await makePdf(deps, id);
  return whole(deps, c, row);
}

export async function pay(deps: ApiDeps, c: Context<ApiEnv>, id: string, paid: z.infer<typeof paying> | null) {
  const row = found(await markPaid(deps.database.pool, id, paid));
  deps.notifier.notify('change');
  await note(deps, c, 'document_paid', { document: id, paid: paid !== null });
  return whole(deps, c, row);
}

/** Kept from now on. Where it cannot be made now, whoever asks for it has it made: it is the same then. */
async function makePdf({ database, store, typesetter, log }: ApiDeps, id: string): Promise<void> {
  await ensurePdf({ pool: database.pool, store, typesetter }, id).catch((error: unknown) => {
    log.warn({ error, document: id }, 'the PDF of a document is not made yet');
  });
}

function found(row: DocumentRow | ErrorCode | null): DocumentRow {
  if (row === null || typeof row === 'string') throw new ApiError(row ?? 'NOT_FOUND');
  return row;
}
