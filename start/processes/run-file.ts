import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../until.ts';
import { type Entry, entryOf, isAlive, endAll } from './leftovers.ts';

/** Everything that runs on one DATA_DIR, kept in `run.json`: the next start finds what a killed one left behind. */
export type RunFile = {
  record: (name: string, pid: number) => void;
  forget: (name: string) => void;
  /** A start that comes meanwhile waits instead of being refused. */
  sayStopping: () => void;
  release: () => void;
};
type Content = { launcher: Entry; stopping: boolean; children: Record<string, Entry> };

/** Takes the folder for this launcher, ends the leftovers of a dead one, and refuses while another one lives. */
export async function takeFolder(dataDir: string): Promise<RunFile> {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const file = join(dataDir, 'run.json');
  const content: Content = { launcher: entryOf(process.pid), stopping: false, children: {} };
  await untilFree(file);
  const before = read(file);
  if (before && isAlive(before.launcher)) throw new StartError(alreadyRunning(dataDir, before.launcher.pid));
  if (before) await endAll(Object.values(before.children));
  rmSync(file, { force: true });
  create(file, content, dataDir);
  const save = () => write(file, content);
  return {
    record: (name, pid) => {
      content.children[name] = entryOf(pid);
      save();
    },
    forget: (name) => {
      delete content.children[name];
      save();
    },
    sayStopping: () => {
      content.stopping = true;
      save();
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Half a minute for one that is stopping; a moment for one that may just notice that its npm was killed. */
async function untilFree(file: string): Promise<void> {
  const since = Date.now();
  for (let other = read(file); other && isAlive(other.launcher); other = read(file)) {
    if (Date.now() - since > (other.stopping ? 30_000 : 1_500)) return;
    await delay(50);
  }
}

/** A link cannot replace a file: of two launchers that start at the same moment one fails here. */
function create(file: string, content: Content, dataDir: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch {
    throw new StartError(alreadyRunning(dataDir, read(file)?.launcher.pid));
  } finally {
    rmSync(draft, { force: true });
  }
}

function write(file: string, content: Content): void {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(content, null, 2), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}

function read(file: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content;
  } catch {
    return undefined; // none, or cut short by a power cut: nothing in it can run any more
  }
}

function alreadyRunning(dataDir: string, pid = 0): string {
  return (
    `Rozmova already runs on ${dataDir} (process ${pid}).\n` +
    'Stop that one first (Ctrl-C in its window), or start this one with another DATA_DIR.'
  );
}
