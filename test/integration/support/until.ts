/** A machine with too much to do may be late with a connection to the database: that is no answer. */
const LATE = /timeout exceeded when trying to connect|terminated due to connection timeout/;

/** Looks again and again until `look` gives something; what it gave last is in the error when time is up. */
export async function until<T>(what: string, look: () => T | Promise<T>, timeoutMs = 60_000): Promise<NonNullable<T>> {
  for (const end = Date.now() + timeoutMs; ;) {
    const seen = await tried(look);
    if (seen) return seen as NonNullable<T>;
    if (Date.now() >= end) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function tried<T>(look: () => T | Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Error && LATE.test(error.message)) return null;
    throw error;
  }
}
