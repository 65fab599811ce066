import type { Sql } from '#db/connection/transaction.ts';
import { effectiveOf } from '#workflows/settings/effective.ts';
import { rulesOf } from '#workflows/settings/merge.ts';
import type { Rules, Settings, SettingsPatch, Versions } from '#workflows/settings/vocabulary.ts';

/** What is in force for a page, or for the installation where `pageId` is null. */
export interface InForce {
  settings: Settings;
  /** Grows with every version that concerns the page; 0 before the first. */
  revision: number;
  versions: Versions;
}

/** The newest version of a scope. */
export interface NewestVersion {
  id: string | number;
  scope: string;
  version: number;
  settings: SettingsPatch;
}

/** `revision`: as they were in force with that one. */
export async function readSettings(sql: Sql, pageId: string | null, revision?: number): Promise<InForce> {
  const { rows } = await sql.query<Row>(
    `select distinct on (scope) id, scope, version, settings from settings_version
     where (scope = 'installation' or scope = $1) and ($2::bigint is null or id <= $2) order by scope, version desc`,
    [pageId, revision ?? null],
  );
  return inForceOf(rows);
}

type Row = NewestVersion & { id: string };

/** What is in force by these. */
export const settingsIn = (rows: NewestVersion[]): Settings => inForceOf(rows).settings;

function inForceOf(rows: NewestVersion[]): InForce {
  const installation = rows.find(({ scope }) => scope === 'installation');
  const page = rows.find(({ scope }) => scope !== 'installation');
  return {
    settings: effectiveOf(installation?.settings ?? {}, page?.settings ?? {}),
    revision: Math.max(0, ...rows.map(({ id }) => Number(id))),
    versions: { installation: installation?.version ?? 0, page: page?.version ?? 0 },
  };
}

/** The same as a chat decides by it. */
export async function readRules(sql: Sql, pageId: string, asOf?: number): Promise<Rules> {
  const { settings, revision, versions } = await readSettings(sql, pageId, asOf);
  return rulesOf(settings, revision, versions);
}

/** The newest versions for a page, as JSON: a piece of a statement that reads more than them. */
export const newestVersions = (page: string): string =>
  `(select coalesce(json_agg(v), '[]') from (
     select distinct on (scope) id, scope, version, settings from settings_version
     where scope = 'installation' or scope = ${page}::text order by scope, version desc) v)`;

export function rulesIn(rows: NewestVersion[]): Rules {
  const { settings, revision, versions } = inForceOf(rows);
  return rulesOf(settings, revision, versions);
}
