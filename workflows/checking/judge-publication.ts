import { ownAfter } from '#workflows/settings/own-after.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { type Fault, faultsOf } from './faults.ts';

/** What is in force at the moment of publishing. */
interface InForce {
  /** Of this scope; 0 before the first. */
  version: number;
  own: SettingsPatch;
  /** What the installation sets; of its own scope nothing lies below. */
  below: SettingsPatch;
}

/** What is to be published. */
export interface Wanted {
  settings: object;
  /** Put in the place of what the scope set before, not laid over it. */
  replace: boolean;
  /** The version it was made from: another one in force is a conflict. */
  basedOn?: number | undefined;
}

export type Judged =
  | { own: SettingsPatch }
  | { refused: 'SETTINGS_CHANGED'; version: number }
  | { refused: 'INVALID_SETTINGS'; faults: Fault[] };

/** What the scope will set itself, or why not. `missing`: what the settings name and what is not there. */
export function judgePublication(
  { settings, replace, basedOn }: Wanted,
  now: InForce,
  missing: readonly Fault[],
): Judged {
  if (basedOn !== undefined && basedOn !== now.version) return { refused: 'SETTINGS_CHANGED', version: now.version };
  const below = hasTimeZone(now.below);
  const given = [...faultsOf(settings, below || (!replace && hasTimeZone(now.own))), ...missing];
  if (given.length > 0) return { refused: 'INVALID_SETTINGS', faults: given };
  const own = ownAfter(now.own, settings, replace);
  const faults = faultsOf(own, below);
  return faults.length > 0 ? { refused: 'INVALID_SETTINGS', faults } : { own };
}

function hasTimeZone(own: SettingsPatch): boolean {
  return Boolean(own.workingHours?.timeZone);
}
