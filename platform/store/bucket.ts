import type { Readable } from 'node:stream';
import { asked, StoreAway } from './errors.ts';
import type { BucketSettings, FileStore } from './file-store.ts';
import { onFirstUse } from './on-first-use.ts';

/** A request waits for somebody who waits for their answer. */
const CONNECT_MS = 1_500;
const SILENT_MS = 20_000;
const nothing = (): void => undefined;
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Files in an S3-compatible bucket. */
export function bucketStore(settings: BucketSettings): FileStore {
  const { bucket } = settings;
  const opened = onFirstUse(() => open(settings));
  return {
    put: (key, content, size) =>
      asked(isMissing, async () => {
        const { driver } = await opened();
        await driver.putStream(key, content, { contentLength: size, contentType: 'application/octet-stream' });
      }),
    get: (key, range) =>
      asked(isMissing, async () => {
        const { client, sdk } = await opened();
        const Range = range && `bytes=${range.start}-${range.end}`;
        const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key, Range }));
        if (!Body) throw new StoreAway('the bucket answered without a body');
        return Body as Readable;
      }),
    has: (key) => asked(isMissing, async () => (await opened()).driver.exists(key)),
    remove: (key) => asked(isMissing, async () => (await opened()).driver.delete(key)),
  };
}

async function open({ bucket, region, endpoint, accessKeyId, secretAccessKey }: BucketSettings) {
  const [sdk, { S3Driver }] = await Promise.all([import('@aws-sdk/client-s3'), import('flydrive/drivers/s3')]);
  const client = new sdk.S3Client({
    region,
    // Names of buckets are no names of hosts with most servers that are not Amazon's.
    ...(endpoint !== '' && { endpoint, forcePathStyle: true }),
    ...(accessKeyId !== '' && { credentials: { accessKeyId, secretAccessKey } }),
    // Checksums behind the body are Amazon's own: many others refuse them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    // What goes wrong is told by what is thrown.
    logger: SILENT,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
  });
  return { sdk, client, driver: new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }) };
}

/** A bucket that is not there is no missing file: it is a wrong setting, and may be there later. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}
