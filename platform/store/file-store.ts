import type { Readable } from 'node:stream';
import { folderStore } from './folder.ts';
import { bucketStore } from './bucket.ts';

/** Where the bytes of files stand, each under a key that is used once: what a key holds never changes. */
export interface FileStore {
  /** Answers once all of it is kept. Of a put that failed a part may be there. */
  put(key: string, content: Readable, size: number): Promise<void>;
  /** From byte `start` up to and with `end`; throws `NotInStore`. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  has(key: string): Promise<boolean>;
  /** What is not there is removed already. */
  remove(key: string): Promise<void>;
}

export interface ByteRange {
  start: number;
  end: number;
}

export interface BucketSettings {
  bucket: string;
  region: string;
  /** Empty: Amazon's own. */
  endpoint: string;
  /** Both empty: whatever the machine's own role says. */
  accessKeyId: string;
  secretAccessKey: string;
}

/** A folder of `dataDir`, or an S3-compatible bucket where one is named. Nothing of either is loaded before its use. */
export function createFileStore(dataDir: string, bucket: BucketSettings | null = null): FileStore {
  return bucket ? bucketStore(bucket) : folderStore(dataDir);
}
