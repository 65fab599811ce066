/** It is not there, and never will be. */
export class NotInStore extends Error {
  override name = 'NotInStore';
}

/** The store cannot be reached or has no room: it may answer later. */
export class StoreAway extends Error {
  override name = 'StoreAway';
}

/** Runs what asks a store; whatever goes wrong is told as one of the two. */
export async function asked<T>(isMissing: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotInStore || error instanceof StoreAway) throw error;
    if (isMissing(error)) throw new NotInStore('it is not in the store', { cause: error });
    throw new StoreAway('the store of files does not answer', { cause: error });
  }
}
