import { Context } from '@temporalio/activity';
import { beginExport, failExport } from '#db/exports/write.ts';
import type { Logger } from '#platform/log.ts';
import type { ExportNeeds } from '#workflows/exporting/needs.ts';
import { writeFileOf, type WritingDeps } from './write-export.ts';

/** What exports need, done by this process. */
export function createExporting(deps: WritingDeps & { log: Logger }): ExportNeeds {
  return {
    writeExport: async ({ exportId }) => {
      const asked = await beginExport(deps.pool, exportId);
      if (!asked) return;
      const context = Context.current();
      const beat = (): void => {
        context.heartbeat();
        context.cancellationSignal.throwIfAborted();
      };
      await writeFileOf(deps, asked, beat).catch((error: unknown) => {
        deps.log.warn({ error, export: exportId }, 'an export is to be begun anew');
        throw error;
      });
    },
    giveUpExport: async ({ exportId }) => {
      deps.log.warn({ export: exportId }, 'an export could not be written');
      await failExport(deps.pool, exportId);
    },
  };
}
