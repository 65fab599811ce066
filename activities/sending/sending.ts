import { ensurePdf, type PdfDeps } from '#db/documents/make-pdf.ts';
import { findUnsent, markMade, putIntoChat } from '#db/documents/sending.ts';
import type { Notifier } from '#db/notify/notifier.ts';
import type { SendingNeeds } from '#workflows/sending/needs.ts';

/** What the sending of a document needs, done by this process. */
export function createSending({ notifier, ...deps }: PdfDeps & { notifier: Notifier }): SendingNeeds {
  return {
    makeDocument: async ({ sendingId }) => {
      const unsent = await findUnsent(deps.pool, sendingId);
      if (!unsent) return;
      await ensurePdf(deps, unsent.documentId);
      await markMade(deps.pool, sendingId);
      notifier.notify('change');
    },
    putDocument: async ({ sendingId }) => {
      const isOver = await putIntoChat(deps.pool, sendingId);
      notifier.notify('inbox', 'change');
      return isOver ? 'over' : 'held';
    },
  };
}
