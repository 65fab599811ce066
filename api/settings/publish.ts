import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '#db/connection/transaction.ts';
import { findDraft } from '#db/settings/drafts.ts';
import { DraftChanged, publishVersion, type Published, type Publishing } from '#db/settings/publish.ts';
import { ownAfter } from '#workflows/settings/own-after.ts';
import { findVersion, type ScopeId } from '#db/settings/versions.ts';
import type { Language } from '#db/entities/employee.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import type { ApiDeps } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { guardGolden } from '../golden/guard.ts';
import type { Trial } from '#workflows/golden/trial.ts';
import { toDraft } from './draft.ts';
import { fileFaults } from './file-faults.ts';
import { type Fault, faultsOf } from '#workflows/checking/faults.ts';
import { invalidSettings } from './words.ts';
import { namedFaults } from './named-faults.ts';

export interface Publication {
  pageId: ScopeId;
  by: { id: string; language: Language };
  settings: object;
  comment: string;
  replace: boolean;
  basedOn?: number | undefined;
  restores?: number | undefined;
  draftRevision?: number | undefined;
  /** Golden chats of which something else may come. */
  accept: string[];
}

/** Publishes a version, or tells every fault; judged by what is in force when its turn comes. */
export async function publish(deps: ApiDeps, publication: Publication): Promise<Published> {
  const { pageId, by, comment, settings, restores = null, draftRevision } = publication;
  const { pool } = deps.database;
  if (restores !== null && !(await findVersion(pool, pageId, restores)))
    throw new ApiError('NOT_FOUND', [{ path: 'restores', message: 'there is no such version' }]);
  const missing = [...(await fileFaults(pool, settings)), ...(await namedFaults(pool, settings))];
  const judge = judgeOf(publication, missing);
  const version = { pageId, authorId: by.id, comment, restores, draftRevision };
  const published = await publishVersion(pool, version, judge).catch(async (error: unknown) => {
    if (!(error instanceof DraftChanged)) throw error;
    const theirs = await findDraft(pool, pageId);
    throw new ApiError('DRAFT_CHANGED', theirs && toDraft(theirs));
  });
  // Chats that wait for an operator may be somebody's now.
  deps.notifier.notify('change', 'settings', 'routing');
  return published;
}

/**
 * What the scope will set itself, of what is in force by then; or every fault, and what would come of the golden chats.
 */
function judgeOf({ pageId, by, settings, replace, basedOn, draftRevision, accept }: Publication, missing: Fault[]) {
  return async (now: Publishing, tx: Sql): Promise<SettingsPatch> => {
    if (basedOn !== undefined && basedOn !== now.version)
      throw new ApiError('SETTINGS_CHANGED', { version: now.version });
    const below = pageId === null ? false : hasTimeZone(now.below);
    refuse([...faultsOf(settings, below || (!replace && hasTimeZone(now.own))), ...missing], by.language);
    const own = ownAfter(now.own, settings, replace);
    refuse(faultsOf(own, below), by.language);
    // With an example accepted, or a draft that ends, something changes all the same.
    if (accept.length === 0 && draftRevision === undefined && isDeepStrictEqual(own, now.own))
      throw new ApiError('NOTHING_CHANGES', { version: now.version });
    await guardGolden(tx, { ...trialOf(pageId, own, now), before: now.own }, accept);
    return own;
  };
}

function trialOf(pageId: ScopeId, own: SettingsPatch, now: Publishing): Trial {
  const installation = pageId === null ? own : now.below;
  return { pageId, installation, own, version: now.version + 1, below: now.versionBelow };
}

function refuse(faults: Fault[], language: Language): void {
  if (faults.length > 0) throw invalidSettings(faults, language);
}

function hasTimeZone(own: SettingsPatch): boolean {
  return Boolean(own.workingHours?.timeZone);
}
