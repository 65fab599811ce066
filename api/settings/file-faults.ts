import { findFiles } from '#db/files/read.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { isFileId } from '#workflows/checking/patch-schema.ts';
import { type Fault, isObject } from '#workflows/checking/faults.ts';

/** Files of messages that are not there. One that is, stays: what settings name is never removed. */
export async function fileFaults(sql: Sql, patch: object): Promise<Fault[]> {
  const attached = attachedIn(patch);
  const known = await findFiles(
    sql,
    attached.map(({ fileId }) => fileId),
  );
  return attached
    .filter(({ fileId }) => !known.some(({ id }) => id === fileId))
    .map(({ template }) => ({ path: `attachments.${template}.fileId`, code: 'UNKNOWN_FILE' }));
}

/** What is no id at all is a fault without asking. */
function attachedIn(patch: object): { template: string; fileId: string }[] {
  const { attachments } = patch as { attachments?: unknown };
  if (!isObject(attachments)) return [];
  return Object.entries(attachments).flatMap(([template, file]) => {
    const fileId = isObject(file) ? file['fileId'] : undefined;
    return isFileId(fileId) ? [{ template, fileId }] : [];
  });
}
