import { client } from '../client.ts';
import { errorFrom } from '../error.ts';
import { done, result } from '../request.ts';
import type { Import, ImportRow } from '../types.ts';

const { imports } = client.api;
const of = (id: string) => ({ param: { id } });

export const importsApi = {
  list: () => result(imports.$get()),
  get: (id: string) => result(imports[':id'].$get(of(id))),
  bring,
  change: (id: string, json: ImportChange) => result(imports[':id'].$put({ ...of(id), json })),
  start: (id: string) => result(imports[':id'].started.$put(of(id))),
  remove: (id: string) => done(imports[':id'].$delete(of(id))),
  rows: (id: string, show: RowsShown, page: number, pageSize: number) =>
    result(imports[':id'].rows.$get({ ...of(id), query: { show, page: String(page), pageSize: String(pageSize) } })),
  choose: (id: string, line: number, choice: ImportRow['choice']) =>
    result(imports[':id'].rows[':line'].$put({ param: { id, line: String(line) }, json: { choice } })),
  faulty: (id: string): string => `/api/imports/${encodeURIComponent(id)}/faulty`,
};

/** Sends the file as it is. */
async function bring(file: File): Promise<Import> {
  const headers = {
    'content-type': 'application/octet-stream',
    'x-file-name': encodeURIComponent(file.name.toWellFormed()),
  };
  const response = await fetch('/api/imports', { method: 'POST', headers, body: file });
  if (!response.ok) throw await errorFrom(response);
  return (await response.json()) as Import;
}

export type RowsShown = 'all' | 'new' | 'match' | 'repeat' | 'same' | 'faulty' | 'kept';
type ImportChange = Parameters<(typeof imports)[':id']['$put']>[0]['json'];
