import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { keepFile } from '#db/files/keep.ts';
import { putObject } from '#db/files/objects.ts';
import { keepMade, settleTask, type Task } from '#db/neighbour/tasks.ts';
import type { DocumentRef, Crm } from '#activities/crm/crm.ts';
import { type CrmDeps, neighbourInForce } from '#activities/crm/in-force.ts';
import { CallFailed } from '#activities/crm/call.ts';
import { fetchTo } from '#activities/files/fetch-to.ts';
import { inFolder } from '#activities/files/in-folder.ts';
import { NotFetched } from '#activities/files/not-fetched.ts';
import { kindOfFile } from '#platform/store/kind.ts';
import type { FileStore } from '#platform/store/file-store.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import type { NeighbourStep } from '#workflows/neighbour/interface.ts';

export type BringingDeps = CrmDeps & { store: FileStore };
/** Anything else goes as a link: pictures have other limits, and pages could run. */
const PDF = 'application/pdf';
type DocumentTask = Extract<Task, { kind: 'document' }>;

/** Brings the file of a document from the other CRM, or, where there is none that may be sent, the link to it. */
export async function bringDocument(deps: BringingDeps, task: DocumentTask): Promise<NeighbourStep> {
  const crm = await neighbourInForce(deps);
  const found = crm && (await findDocument(crm, task));
  if (!found) return refused(deps, task, crm ? 'gone' : 'off');
  const fileId = found.fileUrl === null ? null : await fetchFile(deps, task, found.fileUrl);
  if (fileId === null && found.url === null) return refused(deps, task, 'no_file');
  const { id, number, url } = found;
  await keepMade(deps.pool, task, { outcome: { id, number: number ?? '', url }, fileId });
  return 'next';
}

async function refused({ pool }: BringingDeps, task: Task, reason: string): Promise<NeighbourStep> {
  await settleTask(pool, task, 'refused', { reason, status: null });
  return 'over';
}

/** One of those that the client of the chat has now: addresses of files may be good for minutes only. */
async function findDocument(crm: Crm, { asked, ...who }: DocumentTask): Promise<DocumentRef | null> {
  const { people } = await crm.findPerson(who);
  for (const { id } of people) {
    const found = (await crm.listDocuments(id)).find((one) => one.id === asked.documentId);
    if (found) return found;
  }
  return null;
}

/** Null: what stands there is no PDF that Messenger takes. */
async function fetchFile(deps: BringingDeps, task: DocumentTask, address: string): Promise<string | null> {
  const { pool, store, crm } = deps;
  try {
    return await inFolder(async (folder) => {
      const path = join(folder, 'file');
      const size = await fetchTo(path, address, { hosts: crm.hosts }, new AbortController().signal);
      const { kind, mime } = await kindOfFile(path);
      if (mime !== PDF) return null;
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      const objectKey = await putObject(pool, store, createReadStream(path), size);
      const facts = { name: nameOf(task), mime, kind, size, objectKey, sha256: hash.digest('hex') };
      return (await keepFile(pool, { ...facts, authorId: task.authorId })).id;
    });
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    if (error.fate === 'again') throw new CallFailed('away', null, error);
    return null;
  }
}

/** As the client will see it; strokes stand in numbers and not in names of files. */
const nameOf = ({ asked }: DocumentTask): string => cleanName(`${asked.name.replaceAll('/', '-')}.pdf`);
