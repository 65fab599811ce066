import type { Pool } from 'pg';
import { CLAIMED } from '#db/files/objects.ts';
import type { FileFacts } from '#db/files/read.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { DocumentState } from '#db/entities/documents/document.ts';
import type { Printed } from '#workflows/documents/printed.ts';

export interface Paper {
  id: string;
  state: DocumentState;
  printed: Printed;
  /** The moment that stands in its file: of issue, or of cancelling. */
  at: Date;
  /** Its PDF, once it is made. */
  file: FileFacts | null;
}

/** What is printed of a document that was issued; null: there is none such. */
export async function findPaper(sql: Sql, id: string): Promise<Paper | null> {
  const { rows } = await sql.query<Paper>(
    `select d.id, d.state, d.printed, coalesce(d.cancelled_at, d.issued_at) as at,
       case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'kind', f.kind,
         'size', f.size) end as file
     from document d left join file f
       on f.id = case d.state when 'cancelled' then d.cancelled_file_id else d.file_id end
     where d.id = $1 and d.state <> 'draft'`,
    [id],
  );
  return rows[0] ?? null;
}

export interface MadePdf {
  name: string;
  size: number;
  objectKey: string;
  sha256: string;
}

/** Keeps the PDF of a document, unless somebody else just did: both are the same bytes. */
export async function keepPdf(pool: Pool, { id, state }: Paper, pdf: MadePdf): Promise<void> {
  const column = state === 'cancelled' ? 'cancelled_file_id' : 'file_id';
  await pool.query(
    `with claimed as (${CLAIMED}), due as (select id from document where id = $2 and ${column} is null for update),
     kept as (
       insert into file (object_key, name, mime, kind, size, sha256)
       select key, $3, 'application/pdf', 'file', $4::int, $5 from claimed, due returning id
     ), named as (update document set ${column} = kept.id from kept where document.id = $2)
     delete from loose_object using kept where key = $1`,
    [pdf.objectKey, id, pdf.name, pdf.size, pdf.sha256],
  );
}
