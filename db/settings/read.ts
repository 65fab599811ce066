import type { Sql } from '#db/connection/transaction.ts';
import { isKnownZone } from '#workflows/settings/calendar.ts';
import { rulesOf, settingsOf } from '#workflows/settings/merge.ts';
import type { Rules, Settings, SettingsPatch, Versions, WorkingHours } from '#workflows/settings/vocabulary.ts';

/** What is in force for a page, or for the installation where `pageId` is null. */
export interface InForce {
  settings: Settings;
  /** Grows with every version that concerns the page; 0 before the first. */
  revision: number;
  versions: Versions;
}

interface Row {
  id: string;
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
  const installation = rows.find(({ scope }) => scope === 'installation');
  const page = rows.find(({ scope }) => scope !== 'installation');
  return {
    settings: effectiveOf(installation?.settings ?? {}, page?.settings ?? {}),
    revision: Math.max(0, ...rows.map(({ id }) => Number(id))),
    versions: { installation: installation?.version ?? 0, page: page?.version ?? 0 },
  };
}

/**
 * What two patches make together. A page may set a part of the hours only; where the installation has since gone over
 * to "always open", the part stands alone: without a time zone it says nothing.
 */
export function effectiveOf(installation: SettingsPatch, page: SettingsPatch): Settings {
  const settings = settingsOf(installation, page);
  const hours: Partial<WorkingHours> | null = settings.workingHours;
  if (!hours) return settings;
  const { timeZone, week = {}, exceptions = [] } = hours;
  // A zone that is none must never reach a chat: it would stand still over it.
  const isPlaced = timeZone !== undefined && isKnownZone(timeZone);
  return { ...settings, workingHours: isPlaced ? { timeZone, week, exceptions } : null };
}

/** The same as a chat decides by it. */
export async function readRules(sql: Sql, pageId: string, asOf?: number): Promise<Rules> {
  const { settings, revision, versions } = await readSettings(sql, pageId, asOf);
  return rulesOf(settings, revision, versions);
}
