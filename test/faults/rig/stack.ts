import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import pg from 'pg';
import { createKeyring, type Keyring } from '#platform/keyring.ts';
import { openTemporal } from '#platform/temporal.ts';
import { NODE_ENVIRONMENT } from '#start/node-flags.ts';
import { freePort } from '#start/ports.ts';
import { type Postgres, startPostgres } from '#start/postgres/postgres.ts';
import { spawnGuarded } from '#start/processes/guarded.ts';
import type { Program } from '#start/programs/programs.ts';
import { readyPrograms } from '#start/programs/ready.ts';
import { findTemporal } from '#start/temporal/binary.ts';
import { startTemporal } from '#start/temporal/temporal.ts';
import { silent } from '#start/terminal.ts';
import { answersOk, untilReady } from '#start/until.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { keysIn } from '#test/ground/keys.ts';
import { createNeighbour, type NeighbourProgram } from '#test/neighbour/neighbour.ts';
import { type Cdn, openCdn } from './cdn.ts';
import { Kept } from './kept.ts';
import { Meta } from './meta.ts';

export const root = join(import.meta.dirname, '..', '..', '..');
export const admin = { email: 'admin@rig.example', password: 'admin of the fault rig' };
export const neighbourSecret = 'secret of the other CRM';
export const app = { id: '1517776481860111', secret: randomBytes(16).toString('hex'), verifyToken: 'rig' };

/** The product as its real processes on a real PostgreSQL (fsync on) and a real Temporal server on a file. */
export type Stack = {
  folder: string;
  url: string;
  /** What Node is told to run the product's own. */
  programs: Record<Program, string[]>;
  env: Record<string, string>;
  postgres: Kept<Postgres>;
  temporal: Kept;
  api: Kept;
  worker: Kept;
  meta: Meta;
  cdn: Cdn;
  /** The company's other CRM. */
  neighbour: NeighbourProgram;
  keyring: Keyring;
  engine: Client;
  pool: pg.Pool;
  close(): Promise<void>;
};

/** `kept`: a folder whose data are taken up and stay there, with the keys to read them. */
export async function bringUpStack(kept?: string): Promise<Stack> {
  const folder = kept ?? temporaryFolder('faults');
  const ports = await choosePorts();
  const log = (name: string) => join(folder, 'logs', `${name}.log`);
  const startStore = () => startPostgres({ dataDir: folder, port: ports.postgres });
  const startEngine = await temporalStarter(log('temporal'), folder, ports.temporal);
  const postgres = new Kept('postgres', log('postgres'), startStore);
  const temporal = new Kept('temporal', log('temporal'), startEngine);
  await Promise.all([postgres.up(), temporal.up()]);
  const [cdn, neighbour] = [await openCdn(), await createNeighbour(neighbourSecret)];
  const env = environment(ports, folder, postgres.running.url, [cdn.origin, neighbour.origin]);
  await runToEnd(log('migrate'), env, 'db/migrations/migrate.ts');
  const programs = await readyPrograms(root);
  const running = processesOf(programs, log, env, ports.messenger);
  await Promise.all(Object.values(running).map((one) => one.up()));
  const keyring = createKeyring(env['SECRET_KEYS'] ?? '');
  const pool = new pg.Pool({ connectionString: postgres.running.url, max: 6, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined);
  const engine = openTemporal({ address: env['TEMPORAL_ADDRESS'] ?? '', namespace: 'default' }, keysIn(pool, keyring));
  const url = env['PUBLIC_URL'] ?? '';
  const meta = new Meta(`http://127.0.0.1:${ports.messenger}`);
  const close = async () => {
    await pool.end();
    await engine.connection.close();
    await Promise.all(Object.values(running).map((one) => one.close()));
    await Promise.all([temporal, postgres, cdn, neighbour].map((one) => one.close()));
    if (kept === undefined) removeFolder(folder);
  };
  try {
    await untilReady('The product', undefined, log('api'), () => answersOk(`${url}/health/ready`));
    await untilReady('Meta', undefined, log('messenger'), () => answersOk(`${meta.url}/control/pages`));
    await meta.setWebhook(`${url}/webhooks/messenger`);
    const { api, worker } = running;
    const outside = { meta, cdn, neighbour };
    return { folder, url, programs, env, postgres, temporal, api, worker, ...outside, keyring, engine, pool, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The product's two, and Meta's. */
function processesOf(
  programs: Stack['programs'],
  log: (name: string) => string,
  env: Record<string, string>,
  messengerPort: number,
) {
  const program = (name: string, args: string[], given = env) =>
    new Kept(name, log(name), () => spawnProgram(log(name), given, args));
  return {
    worker: program('worker', programs.worker),
    api: program('api', programs.api),
    messenger: program('messenger', metaArguments(messengerPort), {}),
  };
}

/** Starts one of the product's programs, or of the rig's. */
export function spawnProgram(logFile: string, env: Record<string, string>, args: string[]) {
  return spawnGuarded({ command: process.execPath, args, logFile, env: { ...env, PATH: '/usr/bin:/bin' }, cwd: root });
}

async function choosePorts() {
  return { api: await freePort(), postgres: await freePort(), temporal: await freePort(), messenger: await freePort() };
}

type Ports = Awaited<ReturnType<typeof choosePorts>>;

function environment(
  ports: Ports,
  folder: string,
  databaseUrl: string,
  [cdn, crm]: [string, string],
): Record<string, string> {
  return {
    ...NODE_ENVIRONMENT,
    PORT: String(ports.api),
    PUBLIC_URL: `http://127.0.0.1:${ports.api}`,
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
    GRAPH_API_URL: `http://127.0.0.1:${ports.messenger}`,
    SECRET_KEYS: secretKeys(folder),
    ATTACHMENT_HOSTS: cdn,
    CRM_ORIGINS: crm,
    FACEBOOK_APP_ID: app.id,
    FACEBOOK_APP_SECRET: app.secret,
    FACEBOOK_VERIFY_TOKEN: app.verifyToken,
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  };
}

function secretKeys(folder: string): string {
  const file = join(folder, 'secret-keys');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, `k1:${randomBytes(32).toString('base64')}`);
  return readFileSync(file, 'utf8');
}

async function temporalStarter(logFile: string, folder: string, port: number) {
  const program = await findTemporal({ dataDir: join(root, '.data'), say: silent });
  mkdirSync(join(folder, 'logs'), { recursive: true });
  return () => startTemporal({ program, dataDir: folder, logFile, port });
}

/** Meta's longest pause between two tries is cut short, so that a run need not wait for it. */
function metaArguments(port: number): string[] {
  const retry = { longestBackOffMs: 2_000 };
  const options = {
    port,
    appId: app.id,
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    pages: [],
    clients: [],
    retry,
  };
  return ['test/faults/rig/meta-process.ts', JSON.stringify(options)];
}

async function runToEnd(logFile: string, env: Record<string, string>, script: string): Promise<void> {
  const how = await (await spawnProgram(logFile, env, [script])).exited;
  if (how !== 'exit code 0') throw new Error(`${script} failed: ${how}`);
}
