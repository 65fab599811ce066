import type { Language } from '#db/entities/employee.ts';
import { type DraftRow, findDraft } from '#db/settings/drafts.ts';
import { ownAfter } from '#workflows/settings/own-after.ts';
import { soundIn } from '#db/settings/sound.ts';
import { countOpenChats } from '#db/settings/versions.ts';
import type { ApiDeps } from '../http/deps.ts';
import { changesOf, warningsOf } from '#workflows/checking/warnings.ts';
import { inWords, inLanguage } from './words.ts';
import { hoursNow, type Scope } from './scope.ts';

/** The scope's draft, and what publishing it would mean. */
export async function readDraft(deps: ApiDeps, scope: Scope, language: Language) {
  const { pool } = deps.database;
  const [draft, open] = await Promise.all([findDraft(pool, scope.pageId), countOpenChats(pool, scope.pageId)]);
  const { sound, faults } = await soundOf(deps, scope, draft?.settings ?? scope.own);
  const effective = scope.with(sound);
  return {
    draft: draft && toDraft(draft),
    check: {
      faults: faults.map((fault) => inWords(fault, language)),
      warnings: warningsOf(sound, effective, Date.now()).map(({ path, code, about }) => ({
        path,
        code,
        message: inLanguage(code, language, about),
      })),
      changes: changesOf(scope.own, draft ? ownAfter({}, draft.settings, true) : scope.own),
      hours: hoursNow(effective.workingHours),
      chats: { open },
    },
  };
}

export function toDraft({ settings, base, revision, author, updatedAt }: DraftRow) {
  return { settings, base, revision, author, updatedAt: updatedAt.toISOString() };
}

/** All that the scope would set itself, as far as it is without faults, and those. */
export function soundOf({ database }: ApiDeps, scope: Scope, patch: object) {
  const inherits = Boolean(scope.pageId !== null && scope.with({}).workingHours);
  return soundIn(database.pool, patch, inherits);
}
