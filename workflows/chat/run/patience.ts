import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';

/** A word for the chat cuts a long wait short, but not again and again: each time costs a few events. */
const NOT_BEFORE_MS = 10_000;

/**
 * How a chat goes on while PostgreSQL is away. A few quick tries come first; then an ordinary activity tries again at
 * growing distances on the server's own timer, which writes nothing into the history, however long it takes. Whatever
 * the chat is told meanwhile, an empty signal too, is a sign that the database may be back.
 */
export class Patience {
  private told = 0;

  /** Something was told. */
  wake(): void {
    this.told += 1;
  }

  async keep<T>(lasting: () => Promise<T>, quick?: () => Promise<T>): Promise<T> {
    for (;;) {
      const done = await attempt(quick);
      if (done) return done.value;
      const found = await this.untilWoken(lasting);
      if (found) return found.value;
    }
  }

  /** The lasting try, given up when the chat was told something after a while. */
  private async untilWoken<T>(lasting: () => Promise<T>): Promise<{ value: T } | null> {
    const [before, since] = [this.told, Date.now()];
    const scope = new CancellationScope();
    const value = scope.run(lasting).then((kept) => ({ value: kept }));
    const woken = condition(() => this.told > before && Date.now() - since >= NOT_BEFORE_MS).then(() => null);
    const first = await Promise.race([value, woken]);
    if (first) return first;
    scope.cancel();
    return value.catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
      return null;
    });
  }
}

/** Null when it failed: the database is away, or slow. */
async function attempt<T>(quick?: () => Promise<T>): Promise<{ value: T } | null> {
  if (!quick) return null;
  try {
    return { value: await quick() };
  } catch (error) {
    // A local activity fails with its own error: thrown on, it would end the chat.
    if (isCancellation(error)) throw error;
    return null;
  }
}
