import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { stepBack } from '#platform/step-back.ts';
import { freePort } from '../ports.ts';
import { type Running, spawnGuarded } from '../processes/guarded.ts';
import { StartError, untilReady } from '../until.ts';
import { blamesFile, move, putAside, type PutAside, putAsideIfDamaged } from './engine-file.ts';
import { knowsNamespace } from './ready.ts';
import { fileIn, serverArguments } from './server-arguments.ts';

export type TemporalOptions = {
  /** Path of the program, from `findTemporal`. */
  program: string;
  /** The state is kept in `<dataDir>/temporal.db`; null: in memory. */
  dataDir: string | null;
  logFile: string;
  port?: number | undefined;
  /** Port of the web UI; none without it. */
  uiPort?: number | undefined;
  /** Where the UI asks for payloads to be decoded. */
  codecEndpoint?: string;
  namespace?: string;
  /** How long closed workflows are kept; the server's own default is one day. */
  retentionDays?: number;
  extraArgs?: string[];
  /** Gives up waiting, and stops what was started. */
  signal?: AbortSignal;
};

export type Temporal = Running & {
  address: string;
  port: number;
  uiUrl: string | undefined;
  namespace: string;
  /** Its file was damaged: it began with a new one. */
  putAside: PutAside | null;
};

/**
 * Starts Temporal's own small server on 127.0.0.1 and waits until it answers. A damaged file is put aside: it begins
 * with none then.
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  if (options.dataDir === null) return { ...(await start(options)), putAside: null };
  const file = fileIn(options.dataDir);
  const damaged = await putAsideIfDamaged(file);
  if (damaged || !existsSync(file)) return { ...(await start(options)), putAside: damaged };
  try {
    return { ...(await start(options)), putAside: null };
  } catch (error) {
    if (!(error instanceof StartError && blamesFile(error.message))) throw error;
    return startWithout(options, putAside(file, 'the engine does not start with it'));
  }
}

/** If that does not help either, it was not the file. */
async function startWithout(options: TemporalOptions, aside: PutAside): Promise<Temporal> {
  try {
    return { ...(await start(options)), putAside: aside };
  } catch (error) {
    if (options.dataDir !== null) move(aside.file, fileIn(options.dataDir));
    throw error;
  }
}

async function start(options: TemporalOptions): Promise<Omit<Temporal, 'putAside'>> {
  const port = options.port ?? (await freePort());
  const namespace = options.namespace ?? 'default';
  const address = `127.0.0.1:${port}`;
  const running = await spawnGuarded({
    command: options.program,
    args: ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), ...serverArguments(options, namespace)],
    logFile: options.logFile,
    guardDelay: 3,
  });
  stepBack(running.pid);
  await untilReady('Temporal', running, options.logFile, () => knowsNamespace(address, namespace), options);
  if (options.retentionDays !== undefined)
    await setRetention(options.program, address, namespace, options.retentionDays);
  const uiUrl = options.uiPort === undefined ? undefined : `http://localhost:${options.uiPort}`;
  return { ...running, address, port, uiUrl, namespace };
}

async function setRetention(program: string, address: string, namespace: string, days: number): Promise<void> {
  const target = ['--address', address, '--namespace', namespace];
  await promisify(execFile)(program, ['operator', 'namespace', 'update', ...target, '--retention', `${days * 24}h`]);
}
