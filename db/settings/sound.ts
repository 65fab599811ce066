import type { Sql } from '#db/connection/transaction.ts';
import { type Fault, faultsOf } from '#workflows/checking/faults.ts';
import { soundPart } from '#workflows/checking/warnings.ts';
import { ownAfter } from '#workflows/settings/own-after.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { missingIn } from './missing.ts';

/** Settings as far as they are without faults, and those. `hasTimeZone`: hours below say theirs. */
export async function soundIn(
  sql: Sql,
  patch: object,
  hasTimeZone: boolean,
): Promise<{ sound: SettingsPatch; faults: Fault[] }> {
  const faults = [...faultsOf(patch, hasTimeZone), ...(await missingIn(sql, patch))];
  return { sound: ownAfter({}, soundPart(patch, faults), true), faults };
}
