import type { Context } from 'hono';
import { z } from 'zod';
import { readContent } from '#db/files/content.ts';
import { findFile, type SentFile } from '#db/files/read.ts';
import { NotInStore } from '#platform/store/errors.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import { may, me, viewerOf } from '../access/allow.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { serve, type Served } from './serve.ts';

/** A file that stands in the store, whoever brought it there. */
export interface Kept extends Served {
  previewKey: string | null;
  previewSize: number;
}

/** What this person uploaded, or sees a chat in which it went out; null: there is none, or not for them. */
export async function sentFile(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<Kept | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const signed = me(c);
  const asking = { viewer: viewerOf(signed), employeeId: signed.employee.id, seesBin: may(signed, 'arrange', 'every') };
  const file = await findFile(deps.database.pool, id, asking);
  return file && ofFile(deps, file);
}

function ofFile({ database, store }: ApiDeps, file: SentFile): Kept {
  const { id, name, mime, size, previewKey, previewSize } = file;
  const read: Served['read'] = (range) => readContent(database.pool, store, file, range);
  return { tag: id, name, mime, size, previewKey, previewSize, read };
}

/** As it was brought, called as whoever asks calls it. */
export function original(c: Context<ApiEnv>, { name, ...kept }: Kept, called?: string): Promise<Response> {
  return orMissing(serve(c, { ...kept, name: cleanName(called ?? name) }));
}

/** As a bubble shows it; where there is no preview, the picture itself. */
export function preview({ store }: ApiDeps, c: Context<ApiEnv>, kept: Kept): Promise<Response> {
  const { tag, previewKey, previewSize: size } = kept;
  if (previewKey === null) return original(c, kept);
  const read: Served['read'] = (range) => store.get(previewKey, range);
  return orMissing(serve(c, { tag: `${tag}-preview`, name: 'preview.webp', mime: 'image/webp', size, read }));
}

/** Somebody took it out of the store by hand. */
function orMissing(served: Promise<Response>): Promise<Response> {
  return served.catch((error: unknown) => {
    throw error instanceof NotInStore ? new ApiError('NOT_FOUND') : error;
  });
}
