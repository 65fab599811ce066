import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { DocumentKind } from '#workflows/documents/vocabulary.ts';
import { findTemplate, type TemplateRow } from './read.ts';

/** What a version says. */
type TemplateContent = Pick<TemplateRow, 'name' | 'text' | 'remarks' | 'hidden'>;

interface Written extends TemplateContent {
  number: number;
  authorId: string;
  restores: number | null;
}

/** Null: there is no such company in use. */
export async function addTemplate(
  pool: Pool,
  { kind, companyId, ...content }: TemplateContent & { kind: DocumentKind; companyId: string | null },
  authorId: string,
): Promise<TemplateRow | null> {
  return inTransaction(pool, async (tx) => {
    if (companyId !== null && !(await isCompany(tx, companyId))) return null;
    const { rows } = await tx.query<{ id: string }>(
      'insert into document_template (kind, name, company_id) values ($1, $2, $3) returning id',
      [kind, content.name, companyId],
    );
    const id = rows[0]?.id ?? '';
    await insertVersion(tx, id, { ...content, number: 1, authorId, restores: null });
    return kept(tx, id);
  });
}

async function isCompany(tx: Sql, id: string): Promise<boolean> {
  const asked = 'select 1 from company where id = $1 and archived_at is null for key share';
  return (await tx.query(asked, [id])).rowCount === 1;
}

/**
 * Says something else from now on: in a version of its own, beside those that are. `CHANGED`: whoever writes has not
 * seen the newest one. The same as it is: nothing is written. Null: it is not there.
 */
export async function changeTemplate(
  pool: Pool,
  id: string,
  {
    seen,
    authorId,
    restores,
    ...content
  }: TemplateContent & { seen: number; authorId: string; restores: number | null },
): Promise<Changed<TemplateRow> | 'CHANGED' | null> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select 1 from document_template where id = $1 for no key update', [id]);
    const before = await findTemplate(tx, id);
    if (!before) return null;
    if (before.version !== seen) return 'CHANGED';
    const isSame = (['name', 'text', 'remarks'] as const).every((field) => before[field] === content[field]);
    if (isSame && before.hidden.join() === content.hidden.join()) return { row: before, changed: false };
    const number = before.version + 1;
    const brought = restores !== null && restores < number ? restores : null;
    await insertVersion(tx, id, { ...content, number, authorId, restores: brought });
    await tx.query('update document_template set version = $2, name = $3 where id = $1', [id, number, content.name]);
    return { row: await kept(tx, id), changed: true };
  });
}

/** New documents of its kind and company begin with it from now on, and with no other one. */
export async function makeDefault(pool: Pool, id: string): Promise<Changed<TemplateRow> | 'ARCHIVED' | null> {
  return inTransaction(pool, async (tx) => {
    await lockKind(tx, id);
    const before = await findTemplate(tx, id);
    if (!before) return null;
    if (before.archived) return 'ARCHIVED';
    if (before.isDefault) return { row: before, changed: false };
    await tx.query(
      `update document_template set is_default = false
       where kind = $1 and company_id is not distinct from $2::uuid and is_default`,
      [before.kind, before.company?.id ?? null],
    );
    await tx.query('update document_template set is_default = true where id = $1', [id]);
    return { row: await kept(tx, id), changed: true };
  });
}

/** `IS_DEFAULT`: what all companies begin with stays; a company that archives its own begins with that. */
export async function archiveTemplate(
  pool: Pool,
  id: string,
  archived: boolean,
): Promise<Changed<TemplateRow> | 'IS_DEFAULT' | null> {
  return inTransaction(pool, async (tx) => {
    await lockKind(tx, id);
    const before = await findTemplate(tx, id);
    if (!before) return null;
    if (before.archived === archived) return { row: before, changed: false };
    if (archived && before.isDefault && before.company === null) return 'IS_DEFAULT';
    await tx.query(
      `update document_template set archived_at = case when $2 then now() end, is_default = is_default and not $2
       where id = $1`,
      [id, archived],
    );
    return { row: await kept(tx, id), changed: true };
  });
}

/** Which one is the default is judged by one at a time, of all of a kind. */
async function lockKind(tx: Sql, id: string): Promise<void> {
  await tx.query(
    `select 1 from document_template where kind = (select kind from document_template where id = $1)
     order by id for no key update`,
    [id],
  );
}

async function insertVersion(tx: Sql, id: string, written: Written): Promise<void> {
  const { number, name, text, remarks, hidden, authorId, restores } = written;
  await tx.query(
    `insert into document_template_version (template_id, number, name, text, remarks, hidden, author_id, restores)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, number, name, text, remarks, hidden, authorId, restores],
  );
}

async function kept(tx: Sql, id: string): Promise<TemplateRow> {
  const row = await findTemplate(tx, id);
  if (!row) throw new Error('what was written is not there');
  return row;
}
