/** What somebody typed as a time of day: 9, 930, 9.30, 09:30; null where the clock has none such. */
export function typedTime(text: string): string | null {
  const [, hours, minutes = '00'] = /^\s*(\d{1,2})\s*[:., -]?\s*(\d{2})?\s*$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
