import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { ApiError } from '../errors.ts';

/**
 * A password's hash is costly on purpose: a tenth of a second and a thread of the four which also look up names and read files. Two at a
 * time leave room for these; who would wait for seconds is asked to come again.
 */
const AT_ONCE = 2;
const IN_LINE = 30;
const AGAIN_AFTER_SECONDS = 2;

/** One line of a process for everything that hashes. Nobody holds a connection while they stand in it. */
export class HashingLine {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly atOnce: number;
  private readonly inLine: number;

  constructor(atOnce: number, inLine: number) {
    this.atOnce = atOnce;
    this.inLine = inLine;
  }

  /** Throws TOO_MANY_ATTEMPTS where too many wait already: asked first, it costs nobody a try. */
  refuseIfFull(): void {
    if (this.waiting.length < this.inLine) return;
    throw new ApiError(
      'TOO_MANY_ATTEMPTS',
      { retryAfterSeconds: AGAIN_AFTER_SECONDS },
      { 'retry-after': String(AGAIN_AFTER_SECONDS) },
    );
  }

  /** Runs what hashes when its turn comes. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.refuseIfFull();
    // Whoever leaves hands their place to the first in line: nobody who comes in this moment gets before them.
    if (this.running >= this.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

const line = new HashingLine(AT_ONCE, IN_LINE);

export const refuseIfFull = (): void => line.refuseIfFull();
export const inHashingLine = <T>(work: () => Promise<T>): Promise<T> => line.run(work);

export const hashInLine = (password: string): Promise<string> => line.run(() => hashPassword(password));

export const verifyInLine = (hash: string, password: string): Promise<boolean> =>
  line.run(() => verifyPassword({ hash, password }));
