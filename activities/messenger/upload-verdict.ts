import type { GraphAnswer } from './graph-call.ts';
import { judgeSend, type Verdict } from './verdict.ts';

/** Where a file is at Meta, or why it is not. */
export type UploadVerdict = { kind: 'there'; id: string } | Exclude<Verdict, { kind: 'sent' | 'unknown' }>;

/** The same table as for sending; but an upload without an answer has sent nothing, and is simply tried again. */
export function judgeUpload(answer: GraphAnswer): UploadVerdict {
  const id = answer.kind === 'answer' ? idIn(answer.body) : null;
  if (id !== null) return { kind: 'there', id };
  const verdict = judgeSend(answer);
  if (verdict.kind !== 'unknown' && verdict.kind !== 'sent') return verdict;
  return {
    kind: 'retry',
    reason: 'facebook_unavailable',
    detail: verdict.kind === 'unknown' ? verdict.detail : 'no id',
  };
}

function idIn(body: unknown): string | null {
  const isThere = typeof body === 'object' && body !== null && 'attachment_id' in body;
  const id = isThere ? body.attachment_id : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

/** Meta has no such attachment of this page, or not any more (messenger-platform §7.2). */
export function isGone(verdict: Verdict): boolean {
  return verdict.kind === 'fail' && verdict.detail === '100/2018074';
}
