import type { Viewer } from '#db/chats/viewer.ts';
import type { FileKind } from '#db/entities/file.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface FileFacts {
  id: string;
  name: string;
  mime: string;
  kind: FileKind;
  size: number;
}

export async function findFiles(sql: Sql, ids: string[]): Promise<FileFacts[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<FileFacts>(
    'select id, name, mime, kind, size from file where id = any($1::uuid[])',
    [ids],
  );
  return rows;
}

/** The file, if the viewer sees every page or a chat in which it went out. */
export async function findFile(sql: Sql, id: string, viewer: Viewer): Promise<FileFacts | null> {
  const { rows } = await sql.query<FileFacts>(
    `select f.id, f.name, f.mime, f.kind, f.size from file f where f.id = $1 and ($2::text is null or exists (
       select 1 from message m join page_access a on a.page_id = m.page_id and a.employee_id = $2
         where m.file_id = f.id))`,
    [id, viewer?.employeeId ?? null],
  );
  return rows[0] ?? null;
}
