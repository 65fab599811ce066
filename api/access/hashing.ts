import { hashPassword, verifyPassword } from 'better-auth/crypto';
import PQueue from 'p-queue';
import { ApiError } from '../errors/error.ts';

/**
 * A password's hash is costly on purpose: a tenth of a second and a thread of the four which also look up names and
 * read files. Two at a time leave room for these; who would wait for many seconds is asked to come again. A hundred
 * people who begin their day in the same minute are not.
 */
const AT_ONCE = 2;
const IN_LINE = 120;
const AGAIN_AFTER_SECONDS = 2;

/** One line of a process for everything that hashes. Nobody holds a connection while they stand in it. */
export class HashingLine {
  private readonly queue: PQueue;
  private readonly inLine: number;

  constructor(atOnce: number, inLine: number) {
    this.queue = new PQueue({ concurrency: atOnce });
    this.inLine = inLine;
  }

  /** Throws TOO_MANY_ATTEMPTS where too many wait already: asked first, it costs nobody a try. */
  refuseIfFull(): void {
    if (this.queue.size < this.inLine) return;
    throw new ApiError(
      'TOO_MANY_ATTEMPTS',
      { retryAfterSeconds: AGAIN_AFTER_SECONDS },
      { 'retry-after': String(AGAIN_AFTER_SECONDS) },
    );
  }

  /** Runs what hashes when its turn comes. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.refuseIfFull();
    return this.queue.add(work);
  }
}

const line = new HashingLine(AT_ONCE, IN_LINE);

export const refuseIfFull = (): void => line.refuseIfFull();
export const inHashingLine = <T>(work: () => Promise<T>): Promise<T> => line.run(work);

export const hashInLine = (password: string): Promise<string> => line.run(() => hashPassword(password));

export const verifyInLine = (hash: string, password: string): Promise<boolean> =>
  line.run(() => verifyPassword({ hash, password }));
