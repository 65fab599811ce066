import type { Context } from 'hono';
import { z } from 'zod';
import { findPages } from '#db/people/read-pages.ts';
import type { ScopeId } from '#db/settings/scope.ts';
import type { VersionRow } from '#db/settings/version-row.ts';
import { currentVersions } from '#db/settings/versions.ts';
import { closesAt, isOpen, nextOpening } from '#workflows/settings/calendar.ts';
import { effectiveOf } from '#workflows/settings/effective.ts';
import type { Settings, SettingsPatch, WorkingHours } from '#workflows/settings/vocabulary.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { moments } from '../http/fields.ts';

/** Whose settings the request is about, and what is in force there. */
export interface Scope {
  pageId: ScopeId;
  pageName: string;
  current: VersionRow | null;
  versions: { installation: number; page: number };
  /** What the scope sets itself. */
  own: SettingsPatch;
  effective: Settings;
  /** What would be in force if the scope set this. */
  with(own: SettingsPatch): Settings;
}

/** The installation, or the page of the path. */
export async function scopeOf(deps: ApiDeps, c: Context<ApiEnv>): Promise<Scope> {
  const page = await pageOf(deps, c.req.param('id'));
  const { installation, page: ofPage } = await currentVersions(deps.database.pool, page?.id ?? null);
  const current = page ? ofPage : installation;
  const own = current?.own ?? {};
  const below = installation?.own ?? {};
  const effectiveWith = (patch: SettingsPatch) => (page ? effectiveOf(below, patch) : effectiveOf(patch, {}));
  return {
    pageId: page?.id ?? null,
    pageName: page?.name ?? '',
    current,
    versions: { installation: installation?.version ?? 0, page: ofPage?.version ?? 0 },
    own,
    effective: effectiveWith(own),
    with: effectiveWith,
  };
}

async function pageOf(deps: ApiDeps, id: string | undefined): Promise<{ id: string; name: string } | null> {
  if (id === undefined) return null;
  if (!z.uuid().safeParse(id).success) throw new ApiError('NOT_FOUND');
  const [page] = await findPages(deps.database.pool, [id]);
  if (!page) throw new ApiError('NOT_FOUND');
  return page;
}

/** Whether it is open now; when it opens, if it is closed; when it closes, if it ever does. */
export function hoursNow(hours: WorkingHours | null, now = Date.now()) {
  const open = isOpen(hours, now);
  return {
    open,
    opensAt: open ? null : moments(nextOpening(hours, now)),
    closesAt: moments(closesAt(hours, now)),
  };
}
