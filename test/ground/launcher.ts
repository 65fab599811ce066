import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#start/ports.ts';

const root = join(import.meta.dirname, '..', '..');

export type Name = 'api' | 'worker' | 'messenger' | 'temporal' | 'postgres';

/** The whole product as `npm start` runs it, on a folder of its own. */
export type Launcher = {
  process: ChildProcess;
  url: string;
  /** Everything it printed so far. */
  output: () => string;
  /** What runs now, by name. */
  pids: () => Record<Name, number>;
  /** Resolves with the exit code; a number that is no code means a signal ended it. */
  ended: Promise<number | NodeJS.Signals>;
};

/** `port` is asked for explicitly; without it a free one is found first. */
export async function startLauncher(options: {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
}): Promise<Launcher> {
  const port = options.port ?? (await freePort());
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: homedir(),
    DATA_DIR: options.dataDir,
    PORT: String(port),
    DEMO_STORIES: 'false',
    ...options.env,
  };
  const launcher = spawn(process.execPath, ['start/start.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    process: launcher,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    pids: () => pidsIn(options.dataDir),
    ended: new Promise((resolve) => launcher.once('close', (code, signal) => resolve(code ?? signal ?? -1))),
  };
}

/** Resolves when the line with "Ready" was printed; throws with the output when it ends instead. */
export async function untilPrinted(launcher: Launcher, what: string): Promise<void> {
  let isOver = false;
  void launcher.ended.then(() => (isOver = true));
  while (!launcher.output().includes(what)) {
    if (isOver) throw new Error(`The launcher ended:\n${launcher.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function pidsIn(dataDir: string): Record<Name, number> {
  const { children } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as {
    children: Record<string, { pid: number }>;
  };
  return Object.fromEntries(Object.entries(children).map(([name, { pid }]) => [name, pid])) as Record<Name, number>;
}
