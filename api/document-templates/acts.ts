import type { Context } from 'hono';
import type { z } from 'zod';
import type { Changed } from '#db/changes/changed.ts';
import { findTemplate, listTemplates, listTemplateVersions, type TemplateRow } from '#db/document-templates/read.ts';
import { addTemplate, archiveTemplate, changeTemplate, makeDefault } from '#db/document-templates/write.ts';
import type { AuditEntry } from '#db/people/audit.ts';
import type { DocumentKind } from '#workflows/documents/vocabulary.ts';
import { me } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { saysAnything } from '#workflows/documents/body.ts';
import { refuseUnknown } from '../documents/texts.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { asWholeList } from '../http/fields.ts';
import { type changedTemplate, type newTemplate, type templateQuery, toTemplate, toTemplateVersion } from './schema.ts';

export async function list({ database }: ApiDeps, { kind, companyId }: z.infer<typeof templateQuery>) {
  const of = { kind: kind ?? null, companyId: companyId ?? null };
  return asWholeList((await listTemplates(database.pool, of)).map(toTemplate));
}

export async function one({ database }: ApiDeps, id: string) {
  return toTemplate(there(await findTemplate(database.pool, id)));
}

export async function versions({ database }: ApiDeps, id: string) {
  const rows = await listTemplateVersions(database.pool, id);
  if (rows.length === 0) throw new ApiError('NOT_FOUND');
  return asWholeList(rows.map(toTemplateVersion));
}

export async function add(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newTemplate>) {
  refuseUnsaid(c, given.kind, given);
  const added = await addTemplate(deps.database.pool, given, me(c).employee.id);
  if (!added) throw new ApiError('UNKNOWN_COMPANY');
  await note(deps, c, 'document_template_added', { template: added.id });
  return toTemplate(added);
}

export async function change(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  id: string,
  { version: seen, ...given }: z.infer<typeof changedTemplate>,
) {
  const { pool } = deps.database;
  refuseUnsaid(c, there(await findTemplate(pool, id)).kind, given);
  const changed = await changeTemplate(pool, id, { ...given, seen, authorId: me(c).employee.id });
  if (changed === 'CHANGED') throw new ApiError('TEMPLATE_CHANGED');
  return noted(deps, c, 'document_template_changed', changed);
}

export async function choose(deps: ApiDeps, c: Context<ApiEnv>, id: string) {
  const changed = await makeDefault(deps.database.pool, id);
  if (changed === 'ARCHIVED') throw new ApiError('TEMPLATE_ARCHIVED');
  return noted(deps, c, 'document_template_changed', changed);
}

export async function archive(deps: ApiDeps, c: Context<ApiEnv>, id: string, archived: boolean) {
  const changed = await archiveTemplate(deps.database.pool, id, archived);
  if (changed === 'IS_DEFAULT') throw new ApiError('TEMPLATE_IS_DEFAULT');
  return noted(deps, c, archived ? 'document_template_archived' : 'document_template_restored', changed);
}

/** What changes nothing is not noted. */
async function noted(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  kind: AuditEntry['kind'],
  changed: Changed<TemplateRow> | null,
) {
  const { row, changed: isOther } = there(changed);
  const { id, version, isDefault } = row;
  if (isOther) await note(deps, c, kind, { template: id, version, isDefault });
  return toTemplate(row);
}

/** A contract and an act say something above their lines; what an invoice and a waybill say is in their lines. */
function refuseUnsaid(c: Context<ApiEnv>, kind: DocumentKind, { text, remarks }: { text: string; remarks: string }) {
  refuseUnknown(c, { text, remarks });
  if ((kind === 'contract' || kind === 'act') && !saysAnything(text))
    throw new ApiError('TEMPLATE_TEXT_EMPTY', [{ path: 'text' }]);
}

function there<Row>(row: Row | null): Row {
  if (row === null) throw new ApiError('NOT_FOUND');
  return row;
}
