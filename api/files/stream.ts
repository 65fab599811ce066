/**
 * Part by part as they are taken, so that a slow reader holds one in memory and not the file. The first one is there
 * before anything is answered: a store that is away is told as that.
 */
export async function streamOf(parts: AsyncGenerator<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  let ahead: IteratorResult<Uint8Array, unknown> | null = await parts.next();
  const source: UnderlyingDefaultSource<Uint8Array> = {
    pull: async (controller) => {
      const next = ahead ?? (await parts.next());
      ahead = null;
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await parts.return(undefined);
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
