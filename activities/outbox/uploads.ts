import type { FileFacts } from '#db/files/read.ts';
import type { Outgoing } from '#db/outbox/outgoing.ts';
import { findUpload, keepUpload } from '#db/outbox/uploads.ts';
import { judgeUpload, type UploadVerdict } from '../messenger/upload-verdict.ts';
import type { FileCache } from './file-cache.ts';
import type { SenderDeps } from './sender.ts';

/** What became of it; `isReused`: it was there before. */
export type Uploaded = { isReused: boolean } & UploadVerdict;
export type Uploader = (message: Outgoing, file: FileFacts, token: string) => Promise<Uploaded>;

/**
 * Brings files to Meta apart from the messages they go out with: nothing is sent by it, so an upload may be tried any
 * number of times, and what is there is sent again by its id. Who wants the same at one moment waits for one upload.
 */
export function createUploader(deps: SenderDeps, files: FileCache): Uploader {
  const underWay = new Map<string, Promise<Uploaded>>();
  return async (message, file, token) => {
    const { pageId } = message;
    const known = await findUpload(deps.pool, { pageId, file });
    if (known !== null) return { kind: 'there', id: known, isReused: true };
    const key = [pageId, file.id, file.name].join(' ');
    const uploading = underWay.get(key) ?? upload(deps, files, message, file, token);
    underWay.set(key, uploading);
    return uploading.finally(() => underWay.delete(key));
  };
}

async function upload(
  deps: SenderDeps,
  files: FileCache,
  { id, pageId, pageFacebookId }: Outgoing,
  file: FileFacts,
  token: string,
): Promise<Uploaded> {
  const content = await files(file).catch((error: unknown) => {
    deps.log.warn({ error, message: id }, 'a file could not be read');
    return null;
  });
  if (!content) return { kind: 'retry', reason: 'not_sendable', detail: 'FILE_NOT_READ', isReused: false };
  const path = `${pageFacebookId}/message_attachments`;
  const verdict = judgeUpload(await deps.graph.postForm(path, formOf(file, content), token));
  if (verdict.kind === 'there') await keepUpload(deps.pool, { pageId, file }, verdict.id);
  return { ...verdict, isReused: false };
}

/** Objects go as JSON text; the file's part has to say its type, or Meta refuses it (messenger-platform §3.4). */
function formOf({ kind, name }: FileFacts, content: Blob): FormData {
  const form = new FormData();
  form.set('message', JSON.stringify({ attachment: { type: kind, payload: { is_reusable: true } } }));
  form.set('filedata', content, name);
  return form;
}
