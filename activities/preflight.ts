import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { Pool } from 'pg';
import { findFact, saveFact } from '#db/installation.ts';
import type { Logger } from '#platform/log.ts';
import { dataConverter } from '#platform/temporal.ts';
import type { Keyring } from '#platform/keyring.ts';
import { type Bundle, buildId } from './bundle.ts';

/** Open chats whose histories a changed build has to replay before it may take over. */
const SAMPLE = 200;
const BUILD = 'build';

export class IncompatibleBuild extends Error {
  override name = 'IncompatibleBuild';
}

/**
 * Refuses to start code that would break running chats: a build other than the last one first replays the histories of open
 * chats. Better no worker than stuck chats.
 */
export async function checkBuild(
  deps: { pool: Pool; temporal: Client; keyring: Keyring; log: Logger },
  bundle: Bundle,
): Promise<void> {
  const build = buildId(bundle);
  const last = await findFact<string>(deps.pool, BUILD);
  if (last !== null && last !== build) {
    const failed = await replayOpenChats(deps.temporal, deps.keyring, bundle);
    if (failed.length > 0) {
      throw new IncompatibleBuild(
        `${failed.length} open chats would not go on under this build, the first: ${failed[0]}`,
      );
    }
    deps.log.info({ build, last }, 'this build replays the open chats');
  }
  await saveFact(deps.pool, BUILD, build);
}

/** Replays histories of open chats with `bundle`; returns what went wrong, one line each. */
export async function replayOpenChats(temporal: Client, keyring: Keyring, bundle: Bundle): Promise<string[]> {
  const query = `WorkflowType = 'chatWorkflow' AND ExecutionStatus = 'Running'`;
  const histories = sample(temporal.workflow.list({ query, pageSize: 50 }).intoHistories({ concurrency: 4 }), SAMPLE);
  const options = { workflowBundle: bundle, dataConverter: dataConverter(keyring) };
  const failed: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    if (error) failed.push(`${workflowId}: ${error.message.split('\n')[0]}`);
  }
  return failed;
}

async function* sample<T>(items: AsyncIterable<T>, limit: number): AsyncGenerator<T> {
  let count = 0;
  for await (const item of items) {
    if (count >= limit) return;
    count += 1;
    yield item;
  }
}
