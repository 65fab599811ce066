import type { Message, Quoted, UploadedFile } from '#lib/api/types.ts';
import { isObject } from '#workflows/settings/layers.ts';
import { isKeptFile } from './files/kept-files.ts';

/** A message the server has not confirmed yet. Its key makes any number of sendings one message. */
export type Pending = {
  key: string;
  chatNumber: number;
  /** Empty: files alone. */
  text: string;
  /** They go out after the text; one of an older build has none. */
  files?: UploadedFile[];
  at: string;
  replyTo: string | null;
  /** That message, as it is quoted. */
  quoted?: Quoted | null;
  /** What its writer had seen of the chat as they began; one of an older build does not say. */
  seen?: string | null;
  /** The ready replies it was made from. */
  readyReplyIds?: string[];
};

/** Those of a chat that the server has not told of yet. */
export function unconfirmedIn(pending: readonly Pending[], number: number, known: readonly Message[]): Pending[] {
  const keys = new Set(known.map(({ key }) => key));
  return pending.filter((item) => item.chatNumber === number && !keys.has(item.key));
}

/** As it was kept in this browser, by whatever build; null: it is none, and stays where it is. */
export function readPending(text: string): Pending | null {
  try {
    const kept: unknown = JSON.parse(text);
    return isPending(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isPending(kept: unknown): kept is Pending {
  if (!isObject(kept)) return false;
  const { key, chatNumber, text, files = [], at, replyTo, seen = null, readyReplyIds = [] } = kept;
  if (!Array.isArray(files) || !files.every(isKeptFile) || typeof text !== 'string') return false;
  const isWhole = [key, text || files[0]?.id, at].every((word) => typeof word === 'string' && word !== '');
  const isMadeOf = Array.isArray(readyReplyIds) && readyReplyIds.every((id) => typeof id === 'string');
  return isWhole && isMadeOf && Number.isSafeInteger(chatNumber) && [replyTo, seen].every(isIdOrNone);
}

function isIdOrNone(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
