import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import type { ScopeId } from './scope.ts';

export interface VersionRow {
  id: number;
  pageId: ScopeId;
  pageName: string | null;
  version: number;
  own: SettingsPatch;
  /** What the version before it set. */
  before: SettingsPatch;
  author: { id: string; name: string } | null;
  comment: string;
  restores: number | null;
  at: Date;
  toWake: number;
  woken: number;
  wokenAt: Date | null;
}

export const VERSIONS = `select v.id::int as id, v.page_id as "pageId", p.name as "pageName", v.version,
    v.settings as own, coalesce(b.settings, '{}') as before, v.comment, v.restores, v.at, v.to_wake as "toWake",
    v.woken, v.woken_at as "wokenAt",
    case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as author
  from settings_version v left join settings_version b on b.scope = v.scope and b.version = v.version - 1
    left join employee e on e.id = v.author_id left join page p on p.id = v.page_id`;
