import type { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { Notifier } from '#db/notify/notifier.ts';
import { listen } from '#db/notify/listen.ts';
import type { Database } from '#db/connection/database.ts';
import { watchWork } from '#db/troubles/watch.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import { openRoom, type Room, type Work } from '#platform/room.ts';
import { dataConverter, openTemporal, registerSearchAttributes, type TemporalSettings } from '#platform/temporal.ts';
import { CHAT_TASK_QUEUE, FIRST_PROFILE_TASK_QUEUE, PROFILE_TASK_QUEUE } from '#workflows/chat/messages.ts';
import type { ChatNeeds } from '#workflows/chat/needs.ts';
import { createActivities } from '#activities/activities.ts';
import { type Bundle, buildId } from '#activities/builds/bundle.ts';
import type { Graph } from '#activities/messenger/graph.ts';
import { moving } from '#activities/builds/moving.ts';
import { keys } from '#activities/outbox/keys.ts';
import { abandoned, lookups } from '#activities/outbox/reconcile.ts';
import { sender } from '#activities/outbox/sender.ts';
import { checkBuild, IncompatibleBuild } from '#activities/builds/preflight.ts';
import { createPublishing } from '#activities/publishing.ts';
import { distribution, goings } from '#activities/routing/distribution.ts';
import { checkUnversioned, pinnedTo, type Version } from '#activities/builds/versions.ts';

const PROFILES_AT_ONCE = 64;

export interface WorkerDeps {
  database: Database;
  databaseUrl: string;
  temporal: TemporalSettings;
  keyring: Keyring;
  graph: Graph;
  bundle: Bundle;
  /** Name of the deployment whose builds may run side by side; empty: there is one build at a time. */
  deployment?: string;
  log: Logger;
}

export interface RunningWorker {
  /** Rejects when the worker cannot go on: this build breaks open chats, or the engine refused it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs chats' workflows, sends what they released and settles what is unknown. Sending goes on also while the engine is
 * away.
 */
export function runWorker(deps: WorkerDeps): RunningWorker {
  const { pool } = deps.database;
  const notifier = new Notifier(deps.database.first, (topic) => room.wake(topic));
  const version = deps.deployment ? { deploymentName: deps.deployment, buildId: buildId(deps.bundle) } : null;
  const shared = { ...deps, pool, notifier, version };
  const works = worksOf({ ...shared, pool: deps.database.first });
  const room = openRoom(works, deps.log, watchWork(deps.database.first, 'worker'));
  const silence = listen(deps.databaseUrl, (topics) => topics.forEach((topic) => room.wake(topic)));
  const stopping = new AbortController();
  const ended = runWorkflows(shared, stopping.signal);
  return {
    ended,
    stop: async () => {
      stopping.abort();
      await Promise.all([room.stop(), silence(), ended.catch(() => undefined)]);
    },
  };
}

type Shared = WorkerDeps & { pool: Database['pool']; notifier: Notifier; version: Version | null };

/** What this process does although nobody asks. */
function worksOf(deps: Shared): Work[] {
  return [sender(deps), abandoned(deps), lookups(deps), keys(deps), distribution(deps), goings(deps)];
}

async function runWorkflows(deps: Shared, stop: AbortSignal): Promise<void> {
  const connection = await connect(deps, stop);
  if (!connection) return;
  // Publications signal chats with it for as long as the worker runs.
  const temporal = openTemporal(deps.temporal, deps.keyring);
  try {
    await checkedBuild({ ...deps, temporal }, stop);
    const makers = [
      () => createWorker(deps, temporal, connection),
      () => createProfileWorker(deps, connection, PROFILE_TASK_QUEUE),
      () => createProfileWorker(deps, connection, FIRST_PROFILE_TASK_QUEUE),
    ];
    const { version } = deps;
    const upkeep = version ? () => keepVersion(deps, temporal, version) : undefined;
    await runAll(makers, stop, upkeep);
  } finally {
    await temporal.connection.close();
    await connection.close();
  }
}

/**
 * Runs workers until we are asked to stop or one of them cannot go on, which takes the others with it. What was made is
 * run to its end in any case, also when we are asked to stop or the next cannot be made in the meantime: one that is
 * merely let go of holds the connection, and with it the process, for ever. Rejects with the first failure once all
 * have ended.
 */
async function runAll(makers: (() => Promise<Worker>)[], stop: AbortSignal, upkeep?: () => Room): Promise<void> {
  const workers: Worker[] = [];
  const runs: Promise<void>[] = [];
  const shutdown = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const run = (worker: Worker): void => {
    workers.push(worker);
    const ran = worker.run().finally(shutdown);
    ran.catch(() => undefined); // told below, when all have ended
    runs.push(ran);
    if (stop.aborted) shutdown();
  };
  stop.addEventListener('abort', shutdown);
  let room: Room | undefined;
  try {
    for (const make of makers) if (!stop.aborted) run(await make());
    // Only once the build was checked and works.
    room = upkeep?.();
  } catch (error) {
    runs.push(Promise.reject(error));
    shutdown();
  }
  const ends = await Promise.allSettled(runs);
  await room?.stop();
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

function keepVersion({ log, database }: Shared, temporal: Client, version: Version): Room {
  return openRoom([moving({ pool: database.pool, temporal, version, log })], log, watchWork(database.first, 'worker'));
}

function createWorker(deps: Shared, temporal: Client, connection: NativeConnection): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: deps.temporal.namespace,
    taskQueue: CHAT_TASK_QUEUE,
    workflowBundle: deps.bundle,
    activities: { ...createActivities(deps), ...createPublishing({ pool: deps.pool, temporal }) },
    dataConverter: dataConverter(deps.keyring),
    identity: `worker-${process.pid}-${buildId(deps.bundle)}`,
    ...pinnedTo(deps.version),
    maxCachedWorkflows: 2_000,
    shutdownGraceTime: '15s',
    shutdownForceTime: '25s',
  });
}

/**
 * Asks Meta for names: a hundred calls that hang hold these places, and none of those in which decisions are kept. Of
 * no version: names are the same to all, and a chat of any version gets one from whoever is there.
 */
function createProfileWorker(deps: Shared, connection: NativeConnection, taskQueue: string): Promise<Worker> {
  const needs = createActivities(deps);
  return Worker.create({
    connection,
    namespace: deps.temporal.namespace,
    taskQueue,
    activities: { fetchProfile: (asked: Parameters<ChatNeeds['fetchProfile']>[0]) => needs.fetchProfile(asked) },
    dataConverter: dataConverter(deps.keyring),
    identity: `${taskQueue}-${process.pid}`,
    maxConcurrentActivityTaskExecutions: PROFILES_AT_ONCE,
    shutdownGraceTime: '15s',
    shutdownForceTime: '25s',
  });
}

/** Waits for a database or an engine that is away; only a build that would break chats ends it. */
async function checkedBuild(deps: Omit<Shared, 'temporal'> & { temporal: Client }, stop: AbortSignal): Promise<void> {
  for (let attempt = 0; !stop.aborted; attempt += 1) {
    try {
      await registerSearchAttributes(deps.temporal);
      if (!deps.version) await checkUnversioned(deps.temporal);
      return await checkBuild(deps, deps.bundle);
    } catch (error) {
      if (error instanceof IncompatibleBuild) throw error;
      if (attempt === 0) deps.log.warn({ error }, 'the build cannot be checked yet; waiting');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Waits for the engine for as long as it takes. */
async function connect(deps: Shared, stop: AbortSignal): Promise<NativeConnection | null> {
  for (let attempt = 0; !stop.aborted; attempt += 1) {
    try {
      return await NativeConnection.connect({ address: deps.temporal.address });
    } catch (error) {
      if (attempt === 0) deps.log.warn({ error }, 'the engine is away; waiting for it');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  return null;
}
