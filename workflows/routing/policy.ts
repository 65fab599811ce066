import type { Settings } from '../settings/vocabulary.ts';
import type { Policy } from './vocabulary.ts';

/** The part of the settings that decides about operators. */
export function policyOf(settings: Settings): Policy {
  const { distribution, personalManager, sameOperator, capacity, matchLanguage, matchSkills, routing, workingHours } =
    settings;
  return { distribution, personalManager, sameOperator, capacity, matchLanguage, matchSkills, routing, workingHours };
}

/** Whether these settings give no chat to anybody by themselves. */
export function restsAlways({ distribution, personalManager, sameOperator }: Policy): boolean {
  return distribution === 'off' && !personalManager && !sameOperator;
}
