import type { Client } from '@temporalio/client';
import { Notifier } from '#db/notify/notifier.ts';
import { listen } from '#db/notify/listen.ts';
import { keyStore } from '#db/keys/store.ts';
import { watchJobs } from '#db/troubles/watch.ts';
import { DataKeys } from '#platform/data-keys.ts';
import { startBackground, type Background, type Job } from '#platform/background.ts';
import { EngineHealth } from '#platform/engine-health.ts';
import { watchKeys } from '#platform/watch-keys.ts';
import { createFileStore } from '#platform/store/file-store.ts';
import { createTypesetter } from '#platform/typesetting/typesetter.ts';
import { openTemporal } from '#platform/temporal.ts';
import { clientOfWorkflow, FIRST_PROFILE_TASK_QUEUE, PROFILE_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { buildId } from '#activities/builds/bundle.ts';
import { moving as movingChats } from '#activities/builds/moving.ts';
import { analyticsAt, GOOGLE } from '#activities/analytics/measurement.ts';
import { sendingHits } from '#activities/analytics/sending.ts';
import { fetching } from '#activities/files/fetching.ts';
import { anyHostOr, readHosts } from '#activities/files/hosts.ts';
import { previews } from '#activities/files/previews.ts';
import { moving, sweeping } from '#activities/files/upkeep.ts';
import { sendingHooks } from '#activities/hooks/sending.ts';
import { gathering } from '#activities/outgoing/gathering.ts';
import { keys } from '#activities/outbox/keys.ts';
import { pageWorkflows } from '#activities/pages/starting.ts';
import { watchUsage } from '#activities/pages/usage.ts';
import { relay, retelling } from '#activities/relay/relay.ts';
import { expiry } from '#activities/exports/expiry.ts';
import { wantedLeads } from '#activities/leads/starting.ts';
import { lookingAtNeighbour } from '#activities/neighbour/looking.ts';
import { neighbourTasks } from '#activities/neighbour/starting.ts';
import { abandoned } from '#activities/outbox/abandoned.ts';
import { lookups } from '#activities/outbox/lookups.ts';
import { reactions } from '#activities/outbox/reactions.ts';
import { sender } from '#activities/outbox/sender.ts';
import { tokenChecks } from '#activities/outbox/token-checks.ts';
import { leaving } from '#activities/facebook/leaving.ts';
import { logins } from '#activities/facebook/logins.ts';
import { distribution, goings } from '#activities/routing/distribution.ts';
import { type Version } from '#activities/builds/versions.ts';
import type { Shared, WorkerDeps } from './deps.ts';
import { checkedBuild, connect } from './engine.ts';
import {
  createCrmWorker,
  createExportWorker,
  createImportWorker,
  createProfileWorker,
  createWorker,
} from './create.ts';
import { runAll } from './run-all.ts';

export interface RunningWorker {
  /** Rejects when the worker cannot go on: this build breaks open chats, or the engine refused it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tells chats what was accepted, runs their workflows, sends what they released and settles what is unknown. Sending
 * goes on also while the engine is away. `tells` is the work of telling chats.
 */
export function runWorker(deps: WorkerDeps, tells = telling): RunningWorker {
  const { pool } = deps.database;
  const notifier = new Notifier(deps.database.first, (topic) => background.wake(topic));
  const version = deps.deployment ? { deploymentName: deps.deployment, buildId: buildId(deps.bundle) } : null;
  const store = keyStore(deps.database.first);
  const dataKeys = new DataKeys(deps.keyring, store, clientOfWorkflow);
  const files = createFileStore(deps.dataDir, deps.bucket);
  const { attachments = { hosts: readHosts('') }, crm = { hosts: anyHostOr(''), publicUrl: 'http://localhost' } } =
    deps;
  const { analytics = analyticsAt(GOOGLE) } = deps;
  const typesetter = createTypesetter();
  const graph = watchUsage(deps.graph, { pool: deps.database.first, log: deps.log });
  const given = { attachments, crm, analytics, store: files, typesetter };
  const shared = { ...deps, graph, ...given, pool, notifier, version, dataKeys };
  // Chats are told with it, and publications tell them, for as long as the worker runs.
  const temporal = openTemporal(deps.temporal, dataKeys);
  const first = { ...shared, pool: deps.database.first };
  const asking = { pool: first.pool, temporal, log: deps.log };
  const ofWorkflows = [wantedLeads(asking), neighbourTasks(asking), lookingAtNeighbour(first), pageWorkflows(asking)];
  const jobs = [...tells(first, temporal), ...jobsOf(first), ...ofWorkflows, watchKeys(dataKeys, store, deps.log)];
  const background = startBackground(jobs, deps.log, watchJobs(deps.database.first, 'worker'));
  const silence = listen(deps.databaseUrl, (topics) => topics.forEach((topic) => background.wake(topic)), {
    own: notifier.mark,
  });
  const stopping = new AbortController();
  const ended = runWorkflows(shared, temporal, stopping.signal);
  return {
    ended,
    stop: async () => {
      stopping.abort();
      await Promise.all([background.stop(), silence(), ended.catch(() => undefined)]);
      await Promise.all([temporal.connection.close(), typesetter.stop()]);
    },
  };
}

/** What this process does although nobody asks. */
function jobsOf(deps: Shared): Job[] {
  const { facebook } = deps;
  return [
    ...(facebook ? [logins({ ...deps, facebook })] : []),
    sender(deps),
    reactions(deps),
    abandoned(deps),
    lookups(deps),
    keys(deps),
    tokenChecks(deps),
    leaving(deps),
    distribution(deps),
    goings(deps),
    expiry(deps),
    moving(deps),
    sweeping(deps),
    fetching(deps),
    previews(deps),
    gathering(deps),
    sendingHits(deps),
    sendingHooks(deps),
  ];
}

function telling({ pool, log }: Shared, temporal: Client): Job[] {
  const deps = { pool, temporal, log, health: new EngineHealth() };
  return [relay(deps), retelling(deps)];
}

async function runWorkflows(deps: Shared, temporal: Client, stop: AbortSignal): Promise<void> {
  const connection = await connect(deps, stop);
  if (!connection) return;
  try {
    await checkedBuild({ ...deps, temporal }, stop);
    const makers = [
      () => createWorker(deps, temporal, connection),
      () => createProfileWorker(deps, temporal, connection, PROFILE_TASK_QUEUE),
      () => createProfileWorker(deps, temporal, connection, FIRST_PROFILE_TASK_QUEUE),
      () => createExportWorker(deps, connection),
      () => createCrmWorker(deps, connection),
      () => createImportWorker(deps, connection),
    ];
    const { version } = deps;
    const upkeep = version ? () => keepVersion(deps, temporal, version) : undefined;
    await runAll(makers, stop, upkeep);
  } finally {
    await connection.close();
  }
}

function keepVersion({ log, database }: Shared, temporal: Client, version: Version): Background {
  return startBackground(
    [movingChats({ pool: database.pool, temporal, version, log })],
    log,
    watchJobs(database.first, 'worker'),
  );
}
