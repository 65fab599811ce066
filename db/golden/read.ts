import type { Sql } from '#db/connection/transaction.ts';
import type { ScopeId } from '#db/settings/scope.ts';
import { readExample, readOutcome } from '#workflows/golden/parse.ts';
import type { Example, Outcome } from '#workflows/golden/vocabulary.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

/** A golden chat as lists show it. */
export interface GoldenRow {
  id: string;
  name: string;
  chatNumber: number;
  page: { id: string; name: string };
  pinnedBy: { id: string; name: string } | null;
  versionInstallation: number;
  versionPage: number;
  at: Date;
  updatedAt: Date;
}

/** One that is to be run. */
export interface GoldenExample {
  id: string;
  name: string;
  chatNumber: number;
  page: { id: string; name: string };
  /** What the page sets itself, and its version. */
  own: SettingsPatch;
  version: number;
  example: Example;
  expected: Outcome;
}

const PAGE = `json_build_object('id', p.id, 'name', p.name) as page`;

/** Those of a page, or of all pages where `pageId` is null, by page and the newest first. */
export async function listGolden(sql: Sql, pageId: ScopeId): Promise<GoldenRow[]> {
  const { rows } = await sql.query<GoldenRow>(
    `select g.id, g.name, g.chat_number as "chatNumber", ${PAGE}, g.version_installation as "versionInstallation",
       g.version_page as "versionPage", g.at, g.updated_at as "updatedAt",
       case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as "pinnedBy"
     from golden_chat g join page p on p.id = g.page_id left join employee e on e.id = g.pinned_by_id
     where $1::uuid is null or g.page_id = $1 order by p.name, p.id, g.at desc, g.id`,
    [pageId],
  );
  return rows;
}

export async function countGolden(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>('select count(*)::int as count from golden_chat');
  return rows[0]?.count ?? 0;
}

type Kept = Omit<GoldenExample, 'example' | 'expected'> & { example: unknown; expected: unknown };

/**
 * The next ones of a scope after that id, with what is in force for their pages; `next` null: these were the last.
 * Those that this build cannot read are passed over.
 */
export async function readExamples(
  sql: Sql,
  pageId: ScopeId,
  after: string | null,
  limit: number,
): Promise<{ examples: GoldenExample[]; next: string | null }> {
  const { rows } = await sql.query<Kept>(
    `select g.id, g.name, g.chat_number as "chatNumber", ${PAGE}, coalesce(v.settings, '{}') as own,
       coalesce(v.version, 0) as version, g.example, g.expected
     from golden_chat g join page p on p.id = g.page_id left join lateral (
       select settings, version from settings_version where scope = g.page_id::text order by version desc limit 1
     ) v on true
     where ($1::uuid is null or g.page_id = $1) and ($2::uuid is null or g.id > $2) order by g.id limit $3`,
    [pageId, after, limit],
  );
  const examples = rows.flatMap(({ example: kept, expected, ...row }) => {
    const example = readExample(kept);
    return example ? [{ ...row, example, expected: readOutcome(expected) }] : [];
  });
  return { examples, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
}
