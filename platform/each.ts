/**
 * Does `work` with each of `items`, one after another: what fails is handed to `failed` and does not stop those after
 * it. What `failed` throws ends it: then nothing can be put aside either.
 */
export async function eachAlone<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  failed: (item: T, error: unknown) => Promise<void>,
): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      await failed(item, error);
    }
  }
}
