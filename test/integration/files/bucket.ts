import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BucketSettings } from '#platform/store/file-store.ts';
import { freePort } from '#start/ports.ts';
import { until } from '../support/until.ts';

const PROGRAM = 'node_modules/s3rver/bin/s3rver.js';

export interface BucketServer {
  settings: BucketSettings;
  stop(): Promise<void>;
}

/** A program that speaks S3, with an empty bucket whose content stands in `folder`. */
export async function startBucket(folder: string, wanted?: number): Promise<BucketServer> {
  const port = wanted ?? (await freePort([]));
  const bucket = 'rozmova-files';
  const args = ['-d', join(folder, 'bucket'), '-a', '127.0.0.1', '-p', String(port), '--silent'];
  const server = spawn(process.execPath, [PROGRAM, ...args, '--configure-bucket', bucket], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  await until('the server of the bucket', async () => (await fetch(endpoint).catch(() => null)) !== null);
  return {
    settings: { bucket, endpoint, region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    stop: async () => {
      const ended = once(server, 'exit');
      if (server.kill('SIGKILL')) await ended;
    },
  };
}
