import type { UploadedFile } from '#lib/api/types.ts';
import { isObject } from '#workflows/settings/layers.ts';

const KINDS: readonly string[] = ['image', 'audio', 'video', 'file'] satisfies UploadedFile['kind'][];

export function isKeptFile(kept: unknown): kept is UploadedFile {
  if (!isObject(kept)) return false;
  const { id, name, kind, mime, size } = kept;
  const words = [id, name, mime].every((word) => typeof word === 'string' && word !== '');
  return words && typeof kind === 'string' && KINDS.includes(kind) && Number.isSafeInteger(size);
}

/** Uploaded files of a draft, as they were kept in this browser, by whatever build. */
export function readFiles(text: string | null): UploadedFile[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKeptFile) : [];
  } catch {
    return [];
  }
}
