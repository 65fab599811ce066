import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#db/connection/database.ts';
import { startPostgres } from '#start/postgres/postgres.ts';
import { startTemporal } from '#start/temporal/temporal.ts';
import { findTemporal } from '#start/temporal/binary.ts';
import { terminal } from '#start/terminal.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { timeSkipping } from '#test/ground/time-skipping.ts';
import { openStage } from '#test/integration/workflows/stage.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { HISTORY_KEYS } from './key.ts';
import { recordingOf } from './recording.ts';
import { jobs, stories } from './stories.ts';

/**
 * `node test/histories/record.ts [story …]`: plays stories (by default all) on a real engine and keeps their histories.
 */
const folder = temporaryFolder();
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const program = await findTemporal({ dataDir: folder, say: terminal() });
const temporal = await startTemporal({
  program,
  dataDir: null,
  logFile: join(folder, 'temporal.log'),
  extraArgs: timeSkipping,
});
const database = await openDatabase(postgres.url, 2);
await (await database.orm()).migrator.up();
await database.close();

const place = { url: postgres.url, drop: async () => undefined };
const stage = await openStage({ database: place, temporalAddress: temporal.address, keys: HISTORY_KEYS });
await stage.startWorker();
const day = new Date().toISOString().slice(0, 10);
const asked = process.argv.slice(2);
const isAsked = ([name]: [string, unknown]): boolean => asked.length === 0 || asked.includes(name);
for (const [name, play] of Object.entries(stories).filter(isAsked)) {
  const clientId = await play(stage);
  await keep(name, chatWorkflowId(clientId), { clientId });
}
for (const [name, play] of Object.entries(jobs).filter(isAsked)) {
  const workflowId = await play(stage);
  await keep(name, workflowId, { workflowId });
}
await stage.close();
await Promise.all([temporal.stop(), postgres.stop()]);
removeFolder(folder);

/** Every run of it, in a file each. */
async function keep(name: string, workflowId: string, whose: Parameters<typeof recordingOf>[1]): Promise<void> {
  let n = 0;
  for await (const run of stage.temporal.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    const history = await stage.temporal.workflow.getHandle(workflowId, run.runId).fetchHistory();
    const recording = await recordingOf(stage.database.pool, whose, history);
    writeFileSync(join(import.meta.dirname, `${day}-${name}-${(n += 1)}.json`), recording);
  }
  console.log(`${name}: ${n}`);
}
