import { proxyActivities } from '@temporalio/workflow';
import type { ExportStart } from './interface.ts';
import { EXPORT_TASK_QUEUE } from './interface.ts';
import type { ExportNeeds } from './needs.ts';

/** A worker that was killed is known by its silence; what it had begun is begun anew by another one. */
const { writeExport } = proxyActivities<ExportNeeds>({
  summary: 'write the file',
  taskQueue: EXPORT_TASK_QUEUE,
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '20s',
  // Three quarters of an hour in all: longer than anybody waits for a file, and than a database is away.
  retry: { initialInterval: '1s', maximumInterval: '1 minute', maximumAttempts: 50 },
});

const { giveUpExport } = proxyActivities<ExportNeeds>({
  summary: 'say that there will be no file',
  taskQueue: EXPORT_TASK_QUEUE,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/** Has one file written, or says that it could not be. */
export async function exportWorkflow({ exportId }: ExportStart): Promise<void> {
  try {
    await writeExport({ exportId });
  } catch {
    await giveUpExport({ exportId });
  }
}
