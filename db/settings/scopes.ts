import type { Sql } from '#db/connection/transaction.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

/** What the installation and each page set themselves, as it is in force; pages that set nothing are there, too. */
export async function readOwnSettings(
  sql: Sql,
): Promise<{ installation: SettingsPatch; pages: Map<string, SettingsPatch> }> {
  const { rows } = await sql.query<{ pageId: string | null; settings: SettingsPatch }>(
    `select s.page_id as "pageId", coalesce(v.settings, '{}') as settings
     from (select id as page_id, id::text as scope from page union all select null, 'installation') s
       left join lateral (select settings from settings_version where scope = s.scope order by version desc limit 1) v
         on true`,
  );
  return {
    installation: rows.find(({ pageId }) => pageId === null)?.settings ?? {},
    pages: new Map(rows.flatMap(({ pageId, settings }) => (pageId === null ? [] : [[pageId, settings]]))),
  };
}
