import type { Context } from 'hono';
import { lookAtRemoval, removePage, type Removal } from '#db/people/remove-page.ts';
import { findPages, type PageRow } from '#db/people/read-pages.ts';
import { me } from '../access/allow.ts';
import { inPerson } from '../access/in-person.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import { missingApp } from '../facebook/missing.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';

export async function findPage({ database }: ApiDeps, id: string): Promise<PageRow> {
  const [page] = await findPages(database.pool, [id]);
  if (!page) throw new ApiError('NOT_FOUND');
  return page;
}

/** What would become of its chats. */
export async function removalOf(deps: ApiDeps, id: string): Promise<Removal> {
  await findPage(deps, id);
  return lookAtRemoval(deps.database.pool, id);
}

/** Whoever removes a page has typed its name. Its open chats are finished by a bulk action of theirs. */
export async function remove(deps: ApiDeps, c: Context<ApiEnv>, id: string, name: string) {
  const { pool } = deps.database;
  const page = await findPage(deps, id);
  if (name !== page.name.trim()) throw new ApiError('PAGE_NAME_OTHER');
  const removed = await removePage(pool, id, me(c).employee.id);
  if (removed === null) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'page_removed', { page: id, chats: removed.chats });
  deps.notifier.notify('bulk', 'facebook', 'change', 'routing');
  return { bulkId: removed.bulkId };
}

/** Where a browser goes to connect it again. */
export async function reconnection(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<{ url: string }> {
  inPerson(c);
  await findPage(deps, id);
  const missing = await missingApp(deps);
  if (missing.length > 0) throw new ApiError('FACEBOOK_NOT_SET', { missing });
  return { url: `/api/facebook/login?page=${id}` };
}
