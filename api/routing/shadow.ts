import { countByOperator, countShadow, listDiffering } from '#db/routing/shadow-report.ts';
import { shadowSince } from '#db/routing/shadow-switch.ts';
import type { ScopeId } from '#db/settings/versions.ts';
import type { ApiDeps } from '../http/deps.ts';
import { toShadow } from './trial-schema.ts';

/** More are not read by anybody. */
const ITEMS_MAX = 100;

/** What the draft that is tried said so far beside what was decided. */
export async function readShadowed(deps: ApiDeps, pageId: ScopeId) {
  const { pool } = deps.database;
  const since = await shadowSince(pool, pageId);
  if (!since) return toShadow({ since: null, decisions: 0, differing: 0, items: [], operators: [] });
  const [counts, items, operators] = await Promise.all([
    countShadow(pool, pageId, since),
    listDiffering(pool, pageId, since, ITEMS_MAX),
    countByOperator(pool, pageId, since),
  ]);
  return toShadow({ since: since.at, ...counts, items, operators });
}
