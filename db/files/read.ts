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

/** Read at once: what is in memory of a file that goes through. */
const SLICE = 1024 * 1024;

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

/** What the file holds, part by part. */
export async function* readContent(sql: Sql, { id, size }: Pick<FileFacts, 'id' | 'size'>): AsyncGenerator<Buffer> {
  for (let from = 0; from < size; from += SLICE) {
    const { rows } = await sql.query<{ part: Buffer }>(
      'select substring(content from $2 for $3) as part from file where id = $1',
      [id, from + 1, SLICE],
    );
    if (!rows[0]) throw new Error(`the file ${id} is gone`);
    yield rows[0].part;
  }
}
