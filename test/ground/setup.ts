import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import type { Running } from '#start/processes/guarded.ts';
import { startPostgres } from '#start/postgres/postgres.ts';
import { findTemporal } from '#start/temporal/binary.ts';
import { startTemporal } from '#start/temporal/temporal.ts';
import { terminal } from '#start/terminal.ts';
import { timeSkipping } from '#test/ground/time-skipping.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Any database of the running server; `createDatabase()` makes the tests' own ones. */
    postgresUrl: string;
    temporalAddress: string;
    /** Path of the `temporal` command, for tests that start servers of their own. */
    temporalProgram: string;
    /** The bundled workflows, for `groundBundle()`. */
    workflowsFile: string;
  }
}

/** Vitest's global setup, called once for each project that has tests to run; all of them share one ground. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (globalThis as Shared)[key] ?? { users: 0, ground: startGround() };
  (globalThis as Shared)[key] = shared;
  shared.users += 1;
  const ground = await shared.ground;
  project.provide('postgresUrl', ground.postgresUrl);
  project.provide('temporalAddress', ground.temporalAddress);
  project.provide('temporalProgram', ground.temporalProgram);
  project.provide('workflowsFile', ground.workflowsFile);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await ground.stop();
  };
}

const key = Symbol.for('rozmova.ground');
type Shared = { [key]?: { users: number; ground: Promise<Ground> } };
type Ground = {
  postgresUrl: string;
  temporalAddress: string;
  temporalProgram: string;
  workflowsFile: string;
  stop: () => Promise<void>;
};

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

async function startGround(): Promise<Ground> {
  const folder = temporaryFolder();
  const started: Running[] = [];
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
    removeFolder(folder);
  };
  try {
    const [postgresUrl, engine, workflowsFile] = await Promise.all([
      startDatabase(folder, started),
      startEngine(folder, started),
      bundle(folder),
    ]);
    return { postgresUrl, ...engine, workflowsFile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Fast rather than safe: this database does not outlive the run. Its `template` has every migration. */
async function startDatabase(folder: string, started: Running[]): Promise<string> {
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const postgres = await startPostgres({ dataDir: folder, database: 'template', settings });
  started.push(postgres);
  const env = { DATABASE_URL: postgres.url, DATA_DIR: folder, PATH: '/usr/bin:/bin' };
  await migrate(env);
  return postgres.url.replace(/template$/, 'postgres');
}

/** A machine with too much to do may be late with the first connection, and nothing would run: it is asked again. */
async function migrate(env: Record<string, string>, tries = 5): Promise<void> {
  try {
    await run(process.execPath, ['db/migrations/migrate.ts'], { cwd: root, env });
  } catch (error) {
    if (tries === 1 || !String(error).includes('connection timeout')) throw error;
    await migrate(env, tries - 1);
  }
}

async function startEngine(folder: string, started: Running[]) {
  const program = await findTemporal({ dataDir: join(root, '.data'), say: terminal() });
  const logFile = join(folder, 'logs', 'temporal.log');
  const temporal = await startTemporal({ program, dataDir: null, logFile, extraArgs: timeSkipping });
  started.push(temporal);
  return { temporalAddress: temporal.address, temporalProgram: program };
}

async function bundle(folder: string): Promise<string> {
  const file = join(folder, 'workflows.js');
  const env = { PATH: '/usr/bin:/bin' };
  await run(process.execPath, ['activities/builds/bundle-process.ts', file], { cwd: root, env });
  return file;
}
