import { execFile } from 'node:child_process';
import { chmodSync, createWriteStream, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Say } from '../terminal.ts';

export type Fetch = { version: string; target: string; say: Say };

/** The same download the SDK's test servers use. On a machine without internet it gives up within seconds. */
export async function downloadArchive({ version, target, say }: Fetch): Promise<void> {
  const folder = mkdtempSync(join(dirname(target), 'download-'));
  try {
    const { archiveUrl, fileToExtract } = await findArchive(version);
    const archive = join(folder, 'archive.tar.gz');
    await save(archiveUrl, archive, (text) => say(`Fetching Temporal ${version}: ${text}`, 'moving'));
    await promisify(execFile)('tar', ['-xzf', archive, '-C', folder, fileToExtract]);
    chmodSync(join(folder, fileToExtract), 0o755);
    renameSync(join(folder, fileToExtract), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** "12 of 43 MB (28 %)", or without the total when nobody told it. */
export function howFar(bytes: number, total: number): string {
  const mega = (count: number) => Math.round(count / 1e6);
  if (total <= 0) return `${mega(bytes)} MB`;
  return `${mega(bytes)} of ${mega(total)} MB (${Math.min(100, Math.floor((100 * bytes) / total))} %)`;
}

async function findArchive(version: string): Promise<{ archiveUrl: string; fileToExtract: string }> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const url = `https://temporal.download/cli/v${version}?arch=${arch}&platform=${process.platform}&format=tar.gz`;
  const response = await request(url, AbortSignal.timeout(4_000));
  return (await response.json()) as { archiveUrl: string; fileToExtract: string };
}

const stallMs = 15_000;

async function save(url: string, file: string, report: (text: string) => void): Promise<void> {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new Error(`no byte for ${stallMs / 1000} s`)), stallMs);
  try {
    const response = await request(url, stalled.signal);
    const total = Number(response.headers.get('content-length') ?? 0);
    let bytes = 0;
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        timer.refresh();
        bytes += chunk.length;
        report(howFar(bytes, total));
        done(null, chunk);
      },
    });
    await pipeline(response.body ?? [], counter, createWriteStream(file));
  } finally {
    clearTimeout(timer);
  }
}

async function request(url: string, signal: AbortSignal): Promise<Response> {
  const host = new URL(url).host;
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    throw new Error(`${host} cannot be reached: ${causeOf(error)}`);
  });
  if (!response.ok) throw new Error(`${host} answered ${response.status}`);
  return response;
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
