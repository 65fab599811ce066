import { effectiveOf } from '#workflows/settings/effective.ts';
import { rulesOf } from '#workflows/settings/merge.ts';
import type { Settings, SettingsPatch, Versions } from '#workflows/settings/vocabulary.ts';
import { compare } from './compare.ts';
import { runExample } from './simulate.ts';
import type { Difference, Example, Outcome } from './vocabulary.ts';

/** A golden chat as it is kept, as far as running it goes. */
export interface Pinned {
  page: { id: string };
  /** What its page sets now, and by which version. */
  own: SettingsPatch;
  version: number;
  example: Example;
  expected: Outcome;
}

/** Settings of a scope that might come into force. */
export interface Trial {
  /** Null: the installation. */
  pageId: string | null;
  /** What the installation sets; for its own scope: would set. */
  installation: SettingsPatch;
  /** What the page would set; of the installation's scope: every page keeps its own. */
  own: SettingsPatch;
  /** The scope's version by then. */
  version: number;
  /** Of the installation, where the scope is a page. */
  below: number;
}

export interface Ran<Golden extends Pinned = Pinned> {
  golden: Golden;
  actual: Outcome;
  differences: Difference[];
  /** In force for the page by then. */
  versions: Versions;
  settings: Settings;
}

/** What comes of an example under these settings. */
export function outcomeUnder(example: Example, settings: Settings, versions: Versions): Outcome {
  return runExample(example, rulesOf(settings, 0, versions), settings);
}

/** Once for a page: its working hours are then reckoned once, too. */
export function settingsByPage({ pageId, installation, own }: Trial): (golden: Pinned) => Settings {
  const known = new Map<string, Settings>();
  return ({ page, own: ofPage }) => {
    const settings = known.get(page.id) ?? effectiveOf(installation, pageId === null ? ofPage : own);
    known.set(page.id, settings);
    return settings;
  };
}

/** What comes of one example by these settings, and how it differs from what is expected. */
export function tryPinned<Golden extends Pinned>(
  golden: Golden,
  { pageId, version, below }: Trial,
  settings: Settings,
): Ran<Golden> {
  const versions =
    pageId === null ? { installation: version, page: golden.version } : { installation: below, page: version };
  const actual = outcomeUnder(golden.example, settings, versions);
  return { golden, actual, differences: compare(golden.expected, actual), versions, settings };
}
