import type { Client } from '@temporalio/client';
import { type NativeConnection, Worker } from '@temporalio/worker';
import { dataConverter } from '#platform/temporal.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { CRM_TASK_QUEUE } from '#workflows/leads/interface.ts';
import type { ChatNeeds } from '#workflows/chat/needs.ts';
import { EXPORT_TASK_QUEUE } from '#workflows/exporting/interface.ts';
import { IMPORT_TASK_QUEUE } from '#workflows/importing/interface.ts';
import { createActivities } from '#activities/activities.ts';
import { createBulk } from '#activities/bulk/bulk.ts';
import { buildId } from '#activities/builds/bundle.ts';
import { createPages } from '#activities/pages/looking.ts';
import { createPublishing } from '#activities/publishing.ts';
import { createSending } from '#activities/sending/sending.ts';
import { createLeads } from '#activities/leads/making.ts';
import { createNeighbour } from '#activities/neighbour/tasks.ts';
import { createExporting } from '#activities/exports/exporting.ts';
import { createImporting } from '#activities/imports/importing.ts';
import { pinnedTo } from '#activities/builds/versions.ts';
import type { Shared } from './deps.ts';

const PROFILES_AT_ONCE = 64;
/** As many as hang at a CRM that is slow; the others' turn comes. */
const CRM_CALLS_AT_ONCE = 16;
/** Each takes a part of a core: two go on beside everything else. */
const EXPORTS_AT_ONCE = 2;
/** Each has all of a workbook in memory while it is read. */
const IMPORTS_AT_ONCE = 2;

export function createWorker(deps: Shared, temporal: Client, connection: NativeConnection): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: deps.temporal.namespace,
    taskQueue: CHAT_TASK_QUEUE,
    workflowBundle: deps.bundle,
    activities: {
      ...createActivities({ ...deps, pool: deps.database.byKeys, temporal }),
      ...createPublishing({ pool: deps.pool, temporal }),
      ...createBulk({ pool: deps.pool, temporal, notifier: deps.notifier }),
      ...createSending(deps),
    },
    dataConverter: dataConverter(deps.dataKeys),
    identity: `worker-${process.pid}-${buildId(deps.bundle)}`,
    ...pinnedTo(deps.version),
    maxCachedWorkflows: 2_000,
    shutdownGraceTime: '15s',
    shutdownForceTime: '25s',
  });
}

/**
 * Asks Meta for names and how pages are: a hundred calls that hang hold these places, and none of those in which
 * decisions are kept. Of no version: names are the same to all, and a chat of any version gets one from whoever is
 * there.
 */
export function createProfileWorker(
  deps: Shared,
  temporal: Client,
  connection: NativeConnection,
  taskQueue: string,
): Promise<Worker> {
  const needs = createActivities({ ...deps, pool: deps.database.byKeys, temporal });
  return Worker.create({
    connection,
    namespace: deps.temporal.namespace,
    taskQueue,
    activities: {
      fetchProfile: (asked: Parameters<ChatNeeds['fetchProfile']>[0]) => needs.fetchProfile(asked),
      ...createPages(deps),
    },
    dataConverter: dataConverter(deps.dataKeys),
    identity: `${taskQueue}-${process.pid}`,
    maxConcurrentActivityTaskExecutions: PROFILES_AT_ONCE,
    shutdownGraceTime: '15s',
    shutdownForceTime: '25s',
  });
}

/** Writes files that people asked for. Of no version: what a file holds is the same to all. */
export function createExportWorker(deps: Shared, connection: NativeConnection): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: deps.temporal.namespace,
    taskQueue: EXPORT_TASK_QUEUE,
    activities: createExporting(deps),
    dataConverter: dataConverter(deps.dataKeys),
    identity: `${EXPORT_TASK_QUEUE}-${process.pid}`,
    maxConcurrentActivityTaskExecutions: EXPORTS_AT_ONCE,
    // What is not done by now is begun anew by the next one: nobody waits for it.
    shutdownGraceTime: '1s',
    shutdownForceTime: '25s',
  });
}

/** Asks the company's CRM. Of no version: what is asked of it is the same to all. */
export function createCrmWorker(deps: Shared, connection: NativeConnection): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: deps.temporal.namespace,
    taskQueue: CRM_TASK_QUEUE,
    activities: { ...createLeads(deps), ...createNeighbour(deps) },
    dataConverter: dataConverter(deps.dataKeys),
    identity: `${CRM_TASK_QUEUE}-${process.pid}`,
    maxConcurrentActivityTaskExecutions: CRM_CALLS_AT_ONCE,
    shutdownGraceTime: '1s',
    shutdownForceTime: '25s',
  });
}

/** Brings in files of contacts. Of no version: what a row says is the same to all. */
export function createImportWorker(deps: Shared, connection: NativeConnection): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: deps.temporal.namespace,
    taskQueue: IMPORT_TASK_QUEUE,
    activities: createImporting(deps),
    dataConverter: dataConverter(deps.dataKeys),
    identity: `${IMPORT_TASK_QUEUE}-${process.pid}`,
    maxConcurrentActivityTaskExecutions: IMPORTS_AT_ONCE,
    shutdownGraceTime: '1s',
    shutdownForceTime: '25s',
  });
}
