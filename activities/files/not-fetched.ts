import type { AttachmentReason } from '#db/entities/attachment.ts';

/**
 * Why there is no file. `refused`: it is not to be had from there, whoever asks; `failed`: it is not there any more;
 * `again`: it may come with the next try.
 */
export class NotFetched extends Error {
  override name = 'NotFetched';
  readonly fate: 'refused' | 'failed' | 'again';
  readonly reason: AttachmentReason;

  constructor(fate: NotFetched['fate'], reason: AttachmentReason, cause?: unknown) {
    super(`${fate}: ${reason}`, { cause });
    this.fate = fate;
    this.reason = reason;
  }
}
