import { effectiveOf } from '../../settings/effective.ts';
import type { SettingsPatch } from '../../settings/vocabulary.ts';
import { policyOf } from '../policy.ts';
import type { Policy } from '../vocabulary.ts';

/** What is in force for a page, and what is tried in its place. */
export interface Tried {
  published: Policy;
  draft: Policy;
}

/** What the installation and each page set themselves. */
interface Own {
  installation: SettingsPatch;
  pages: ReadonlyMap<string, SettingsPatch>;
}

/** By page, where these settings are tried in place of a scope's own; `pageId` null: the installation's. */
export function triedIn(
  { installation, pages }: Own,
  pageId: string | null,
  own: SettingsPatch,
): Record<string, Tried> {
  const concerned = [...pages].filter(([id]) => pageId === null || id === pageId);
  return Object.fromEntries(
    concerned.map(([id, ofPage]) => {
      const draft = pageId === null ? effectiveOf(own, ofPage) : effectiveOf(installation, own);
      return [id, { published: policyOf(effectiveOf(installation, ofPage)), draft: policyOf(draft) }];
    }),
  );
}
