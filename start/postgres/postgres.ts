import { existsSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { databaseAccount } from './account.ts';
import { freePort } from '../ports.ts';
import { ensureCluster } from './cluster.ts';
import { clearStaleLock } from './lock.ts';
import { postgresHome, postgresPrograms } from './place.ts';
import { type Running, spawnGuarded } from '../processes/guarded.ts';
import { untilReady } from '../until.ts';

export type PostgresOptions = {
  /** The database lives in `<dataDir>/postgres`, its password in `<dataDir>/postgres.password`. */
  dataDir: string;
  port?: number | undefined;
  database?: string;
  logFile?: string;
  /** Server settings, for instance `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
  /** Gives up waiting, and stops what was started. */
  signal?: AbortSignal;
};

/** `folder` is where the server keeps its files and its lock. */
export type Postgres = Running & { url: string; port: number; folder: string };

/**
 * Starts PostgreSQL from its npm package on 127.0.0.1, as another account if we are root, and waits until it answers.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = resolve(options.dataDir);
  const logFile = options.logFile ?? join(dataDir, 'logs', 'postgres.log');
  const account = databaseAccount();
  const programs = postgresPrograms(account);
  const home = postgresHome(dataDir, account);
  const passwordFile = join(dataDir, 'postgres.password');
  const { folder, password } = await ensureCluster({ programs, home, passwordFile, account });
  await clearStaleLock(folder);
  const port = options.port ?? (await freePort());
  const running = await spawnGuarded({
    command: join(programs, 'postgres'),
    args: ['-D', folder, '-p', String(port), ...settingArguments({ ...ownSettings, ...options.settings })],
    logFile,
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    cwd: folder,
    account: account && { uid: account.uid, gid: account.gid },
    stopSignal: 'SIGINT', // "fast": does not wait for those who are connected
    guardDelay: 4,
  });
  await untilReady('PostgreSQL', running, logFile, () => isReady(folder, running.pid), options);
  const server = `postgres://rozmova:${password}@127.0.0.1:${port}`;
  const database = options.database ?? 'rozmova';
  await ensureDatabase(server, database);
  return { ...running, url: `${server}/${database}`, port, folder };
}

const ownSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: `${sharedMegabytes(totalmem(), process.constrainedMemory())}MB`,
  jit: 'off', // our queries are short: compiling them costs more than it brings
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * A sixteenth of the memory for what the database keeps of its tables, from its own 128 MB to a gigabyte: lists and
 * searches of a million chats touch about so much.
 * `allowed` is what a container has, where it is bounded; 0, or more than there is, where not.
 */
export function sharedMegabytes(total: number, allowed: number): number {
  const memory = allowed > 0 ? Math.min(total, allowed) : total;
  return Math.min(1_024, Math.max(128, Math.floor(memory / 16 / 1_048_576)));
}

function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The server writes its state as the eighth line of its lock file. */
function isReady(folder: string, pid: number): boolean {
  const lock = join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return false;
  const lines = readFileSync(lock, 'utf8').split('\n');
  return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
}

async function ensureDatabase(server: string, name: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
