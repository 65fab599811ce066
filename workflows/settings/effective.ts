import { isKnownZone } from './calendar.ts';
import { settingsOf } from './merge.ts';
import type { Settings, SettingsPatch, WorkingHours } from './vocabulary.ts';

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
