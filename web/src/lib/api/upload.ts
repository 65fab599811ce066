import { ApiError, errorFrom } from './error.ts';
import type { UploadedFile } from './types.ts';

/** Sends one file as it is. By XMLHttpRequest, which alone tells how much of it (0 to 1) has gone. */
export function upload(file: File, told: (part: number) => void, signal: AbortSignal): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.toWellFormed()));
    request.upload.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ApiError(0, 'OFFLINE', 'The server does not answer'));
    request.onabort = () => reject(new ApiError(0, 'ABORTED', 'The upload was called off'));
    request.onload = () => void answerOf(request).then(resolve, reject);
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

async function answerOf({ status, statusText, responseText }: XMLHttpRequest): Promise<UploadedFile> {
  const response = new Response(responseText, { status, statusText });
  if (!response.ok) throw await errorFrom(response);
  return (await response.json()) as UploadedFile;
}

/** How many bytes a file has; null when it cannot be told. */
export async function sizeOf(id: string): Promise<number | null> {
  const answer = await fetch(addressOf(id), { method: 'HEAD' }).catch(() => null);
  const size = answer?.ok ? Number(answer.headers.get('content-length')) : 0;
  return size > 0 ? size : null;
}

/** What a file is called belongs to its use: the same one may have another name elsewhere. */
export const addressOf = (id: string, name?: string): string =>
  `/api/files/${encodeURIComponent(id)}${name === undefined ? '' : `?name=${encodeURIComponent(name)}`}`;
