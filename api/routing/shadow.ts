import type { Context } from 'hono';
import { countByOperator, countShadow, listDiffering } from '#db/routing/shadow-report.ts';
import { shadowSince, startShadow, stopShadow } from '#db/routing/shadow-switch.ts';
import { findDraft } from '#db/settings/drafts.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { soundOf, toDraft } from '../settings/draft.ts';
import { type Scope, scopeOf } from '../settings/scope.ts';
import { invalidSettings } from '../settings/words.ts';
import { toShadow } from './trial-schema.ts';

/** More are not read by anybody. */
const ITEMS_MAX = 100;

/** What the draft that is tried said so far beside what was decided. */
export async function readTrial({ database: { pool } }: ApiDeps, { pageId }: Scope) {
  const since = await shadowSince(pool, pageId);
  if (!since) return toShadow({ since: null, decisions: 0, differing: 0, items: [], operators: [] });
  const [counts, items, operators] = await Promise.all([
    countShadow(pool, pageId, since),
    listDiffering(pool, pageId, since, ITEMS_MAX),
    countByOperator(pool, pageId, since),
  ]);
  return toShadow({ since: since.at, ...counts, items, operators });
}

/** Tries the draft of this revision; another one is refused with what it is now. */
export async function startTrial(deps: ApiDeps, c: Context<ApiEnv>, revision: number) {
  const scope = await scopeOf(deps, c);
  const { pool } = deps.database;
  const draft = await findDraft(pool, scope.pageId);
  if (draft) await soundOr422(deps, c, scope, draft.settings);
  if (!(await startShadow(pool, scope.pageId, revision))) throw new ApiError('DRAFT_CHANGED', draft && toDraft(draft));
  return readTrial(deps, scope);
}

export async function stopTrial({ database }: ApiDeps, { pageId }: Scope): Promise<void> {
  await stopShadow(database.pool, pageId);
}

/** What is still wrong in it would be tried as something else than was meant. */
export async function soundOr422(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  scope: Scope,
  patch: object,
): Promise<SettingsPatch> {
  const { sound, faults } = await soundOf(deps, scope, patch);
  if (faults.length > 0) throw invalidSettings(faults, me(c).employee.language);
  return sound;
}
