import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { guardGolden } from '#db/golden/guard.ts';
import type { GoldenExample } from '#db/golden/read.ts';
import { judgePublication, type Judged, type Wanted } from '#workflows/checking/judge-publication.ts';
import type { Ran, Trial } from '#workflows/golden/trial.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { type DraftRow, findDraft } from './drafts.ts';
import { missingIn } from './missing.ts';
import { DraftChanged, type Publication, publishVersion, type Published, type Publishing } from './publish.ts';
import { findVersion } from './versions.ts';
import type { ScopeId } from './scope.ts';

export interface Checked extends Wanted, Publication {
  /** Golden chats of which something else may come. */
  accept: string[];
}

/** Why nothing was published. */
export type NotPublished =
  | Exclude<Judged, { own: SettingsPatch }>
  | { refused: 'NOTHING_CHANGES'; version: number }
  | { refused: 'NO_SUCH_VERSION' }
  | { refused: 'DRAFT_CHANGED'; draft: DraftRow | null }
  | { refused: 'GOLDEN_DIFFERS'; ran: Ran<GoldenExample>[]; before: SettingsPatch[] };

/** Takes the transaction back. */
class Refused extends Error {
  override name = 'Refused';
  readonly why: NotPublished;

  constructor(why: NotPublished) {
    super(why.refused);
    this.why = why;
  }
}

/** Publishes a version, or tells every reason against it; judged by what is in force when its turn comes. */
export async function publishChecked(pool: Pool, wanted: Checked): Promise<Published | NotPublished> {
  const { pageId, restores, settings } = wanted;
  if (restores !== null && !(await findVersion(pool, pageId, restores))) return { refused: 'NO_SUCH_VERSION' };
  const missing = await missingIn(pool, settings);
  const judged = async (now: Publishing, tx: Sql): Promise<SettingsPatch> => {
    const found = judgePublication(wanted, now, missing);
    if ('refused' in found) throw new Refused(found);
    await refuseOtherwise(tx, wanted, now, found.own);
    return found.own;
  };
  return publishVersion(pool, wanted, judged).catch(async (error: unknown) => {
    if (error instanceof Refused) return error.why;
    if (!(error instanceof DraftChanged)) throw error;
    return { refused: 'DRAFT_CHANGED', draft: await findDraft(pool, pageId) };
  });
}

async function refuseOtherwise(tx: Sql, wanted: Checked, now: Publishing, own: SettingsPatch): Promise<void> {
  const { pageId, accept, draftRevision } = wanted;
  // With an example accepted, or a draft that ends, something changes all the same.
  if (accept.length === 0 && draftRevision === undefined && isDeepStrictEqual(own, now.own))
    throw new Refused({ refused: 'NOTHING_CHANGES', version: now.version });
  const trial = trialOf(pageId, own, now);
  const ran = await guardGolden(tx, trial, accept);
  if (ran.length > 0) throw new Refused({ refused: 'GOLDEN_DIFFERS', ran, before: [now.own, trial.installation] });
}

function trialOf(pageId: ScopeId, own: SettingsPatch, now: Publishing): Trial {
  const installation = pageId === null ? own : now.below;
  return { pageId, installation, own, version: now.version + 1, below: now.versionBelow };
}
