import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { endDraft } from './drafts.ts';
import { type ScopeId, scopeName } from './scope.ts';
import type { VersionRow } from './version-row.ts';
import { currentVersions } from './versions.ts';

/** What is in force at the moment of publishing, with nobody else publishing. */
export interface Publishing {
  /** Of this scope; 0 before the first. */
  version: number;
  own: SettingsPatch;
  /** What the installation sets; of its own scope nothing lies below. */
  below: SettingsPatch;
  versionBelow: number;
}

export interface Publication {
  pageId: ScopeId;
  authorId: string | null;
  comment: string;
  restores: number | null;
  /** Of the draft that is published; undefined: none. */
  draftRevision?: number | undefined;
}

/** Somebody changed the draft that was to be published. */
export class DraftChanged extends Error {
  override name = 'DraftChanged';
}

export interface Published {
  id: number;
  version: number;
}

/**
 * Publishes what `own` makes of what is in force, and ends the draft it was made from. One publication at a time over
 * *all* scopes: ids are then given in the order in which versions come into force, which is what chats compare.
 */
export async function publishVersion(
  pool: Pool,
  publication: Publication,
  own: (now: Publishing, tx: Sql) => SettingsPatch | Promise<SettingsPatch>,
): Promise<Published> {
  return inTransaction(pool, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('settings'))`);
    const { installation, page } = await currentVersions(tx, publication.pageId);
    const current = publication.pageId === null ? installation : page;
    const now = {
      version: current?.version ?? 0,
      own: current?.own ?? {},
      below: publication.pageId === null ? {} : (installation?.own ?? {}),
      versionBelow: publication.pageId === null ? 0 : (installation?.version ?? 0),
    };
    const settings = await own(now, tx);
    await supersede(tx, publication.pageId);
    const published = await insert(tx, publication, settings, current);
    const { pageId, draftRevision } = publication;
    if (draftRevision !== undefined && !(await endDraft(tx, pageId, draftRevision))) throw new DraftChanged();
    return published;
  });
}

/** Until the transaction ends nothing is published. */
export async function holdSettings(tx: Sql): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock_shared(hashtext('settings'))`);
}

/** Chats that an older version had still to reach hear of the newer one instead. */
async function supersede(tx: Sql, pageId: ScopeId): Promise<void> {
  await tx.query('update settings_version set woken_at = now() where scope = $1 and woken_at is null', [
    scopeName(pageId),
  ]);
}

async function insert(
  tx: Sql,
  { pageId, authorId, comment, restores }: Publication,
  settings: SettingsPatch,
  current: VersionRow | null,
): Promise<Published> {
  const { rows } = await tx.query<Published>(
    `insert into settings_version (page_id, scope, version, settings, author_id, comment, restores, at)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp()) returning id::int as id, version`,
    [pageId, scopeName(pageId), (current?.version ?? 0) + 1, JSON.stringify(settings), authorId, comment, restores],
  );
  const published = rows[0];
  if (!published) throw new Error('an insert returned nothing');
  return published;
}
