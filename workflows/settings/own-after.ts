import { merge } from './layers.ts';
import type { SettingsPatch } from './vocabulary.ts';

/** What a scope sets after a patch: laid over what it set before, or put in its place. */
export function ownAfter(before: SettingsPatch, patch: object, replace: boolean): SettingsPatch {
  return withoutNulls(replace ? patch : merge(before, patch));
}

/** `null` takes an override away. Working hours alone may be null: always open. */
function withoutNulls(patch: object): SettingsPatch {
  return Object.fromEntries(
    Object.entries(patch).flatMap(([key, value]) => {
      if (value === null) return key === 'workingHours' ? [[key, null]] : [];
      const kept = strip(value);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

/** The value without what is null in it; what holds nothing any more goes with it. */
function strip(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const kept = entries.map(([key, inner]) => [key, strip(inner)] as const).filter(([, inner]) => inner !== undefined);
  return kept.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(kept);
}
