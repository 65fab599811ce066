import { live } from './live.svelte.ts';

const SOON_MS = 300;

/** Calls `act` when documents are otherwise than they were: issued, sent, paid; once for many that change together. */
export function whenDocumentsChange(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      act();
    }, SOON_MS);
  };
  const stop = live.listen({ document: soon, message: (_, { document }) => document && soon(), reload: soon });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
