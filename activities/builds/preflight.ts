import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { HistoryAndWorkflowId } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { Pool } from 'pg';
import { findFact, saveFact } from '#db/installation/values.ts';
import type { Logger } from '#platform/log.ts';
import { dataConverter } from '#platform/temporal.ts';
import type { DataKeys } from '#platform/data-keys.ts';
import { type Bundle, buildId } from './bundle.ts';
import { sampleChats, samplePages } from './preflight-sample.ts';

/** Open chats whose histories a changed build has to replay before it may take over. */
const SAMPLE = 200;
const PAGES = 20;
const BUILD = 'build';
/** Which builds took over, and when: each has begun chats of its own. */
const BUILDS = 'builds';
const BUILDS_MAX = 10;

interface Build {
  build: string;
  at: string;
}

export class IncompatibleBuild extends Error {
  override name = 'IncompatibleBuild';
}

/**
 * Refuses to start code that would break running chats: a build other than the last one first replays the histories of
 * open chats. Better no worker than stuck chats.
 */
export async function checkBuild(
  deps: { pool: Pool; temporal: Client; dataKeys: DataKeys; log: Logger },
  bundle: Bundle,
): Promise<void> {
  const build = buildId(bundle);
  const last = await findFact<string>(deps.pool, BUILD);
  const builds = (await findFact<Build[]>(deps.pool, BUILDS)) ?? [];
  if (last !== null && last !== build) {
    const failed = await replayOpenChats(deps.temporal, deps.dataKeys, bundle, builds);
    if (failed.length > 0) {
      throw new IncompatibleBuild(
        `${failed.length} open chats would not go on under this build, the first: ${failed[0]}`,
      );
    }
    deps.log.info({ build, last }, 'this build replays the open chats');
  }
  if (last !== build)
    await saveFact(deps.pool, BUILDS, [...builds, { build, at: new Date().toISOString() }].slice(-BUILDS_MAX));
  await saveFact(deps.pool, BUILD, build);
}

/**
 * Replays histories of open chats with `bundle`, the oldest and some of each build's, and of pages; returns what went
 * wrong, one line each.
 */
export async function replayOpenChats(
  temporal: Client,
  dataKeys: DataKeys,
  bundle: Bundle,
  builds: Build[] = [],
): Promise<string[]> {
  const sample = [...(await sampleChats(temporal, builds, SAMPLE)), ...(await samplePages(temporal, PAGES))];
  const histories = historiesOf(temporal, sample);
  const options = { workflowBundle: bundle, dataConverter: dataConverter(dataKeys) };
  const failed: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    if (error) failed.push(`${workflowId}: ${error.message.split('\n')[0]}`);
  }
  return failed;
}

/** One that ends meanwhile is no open chat any more. */
async function* historiesOf(temporal: Client, ids: string[]): AsyncGenerator<HistoryAndWorkflowId> {
  for (const workflowId of ids) {
    const history = await temporal.workflow
      .getHandle(workflowId)
      .fetchHistory()
      .catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return null;
        throw error;
      });
    if (history) yield { workflowId, history };
  }
}
