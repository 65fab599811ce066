import { type GoldenExample, readExamples } from '#db/golden/read.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { effectiveOf } from '#db/settings/read.ts';
import type { ScopeId } from '#db/settings/versions.ts';
import { compare } from '#workflows/golden/compare.ts';
import { runExample } from '#workflows/golden/simulate.ts';
import type { Difference, Outcome } from '#workflows/golden/vocabulary.ts';
import { rulesOf } from '#workflows/settings/merge.ts';
import type { Settings, SettingsPatch, Versions } from '#workflows/settings/vocabulary.ts';

/** Examples in memory at once; between two lots other requests have their turn. */
const LOT = 10;

/** Settings of a scope that might come into force. */
export interface Trial {
  pageId: ScopeId;
  /** What the installation sets; for its own scope: would set. */
  installation: SettingsPatch;
  /** What the page would set; of the installation's scope: every page keeps its own. */
  own: SettingsPatch;
  /** The scope's version by then. */
  version: number;
  /** Of the installation, where the scope is a page. */
  below: number;
}

export interface Ran {
  golden: GoldenExample;
  actual: Outcome;
  differences: Difference[];
  /** In force for the page by then. */
  versions: Versions;
  settings: Settings;
}

/** Runs every golden chat of the scope under what would be in force for its page. */
export async function runGolden(sql: Sql, trial: Trial): Promise<Ran[]> {
  const all: Ran[] = [];
  const settings = settingsByPage(trial);
  for (let after: string | null = null; ;) {
    const lot: GoldenExample[] = await readExamples(sql, trial.pageId, after, LOT);
    for (const golden of lot) all.push(runOne(golden, trial, settings(golden)));
    if (lot.length < LOT) return all;
    after = lot.at(-1)?.id ?? null;
  }
}

/** What comes of an example under these settings. */
export function outcomeUnder(example: GoldenExample['example'], settings: Settings, versions: Versions): Outcome {
  return runExample(example, rulesOf(settings, 0, versions), settings);
}

/** Once for a page: its working hours are then reckoned once, too. */
function settingsByPage({ pageId, installation, own }: Trial): (golden: GoldenExample) => Settings {
  const known = new Map<string, Settings>();
  return ({ page, own: ofPage }) => {
    const settings = known.get(page.id) ?? effectiveOf(installation, pageId === null ? ofPage : own);
    known.set(page.id, settings);
    return settings;
  };
}

function runOne(golden: GoldenExample, { pageId, version, below }: Trial, settings: Settings): Ran {
  const versions =
    pageId === null ? { installation: version, page: golden.version } : { installation: below, page: version };
  const actual = outcomeUnder(golden.example, settings, versions);
  return { golden, actual, differences: compare(golden.expected, actual), versions, settings };
}
