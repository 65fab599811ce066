import { offsetWords } from '#lib/settings/setting-words.ts';
import { fold } from '#workflows/reading/fold.ts';
import { intl } from '#lib/words/intl.ts';
import { inOtherLayout } from '#lib/words/other-layout.ts';
import { own } from '#workflows/settings/own.ts';
import { UKRAINIAN_CITIES } from './city-names.ts';

type Locale = 'uk' | 'en';

export interface TimeZone {
  id: string;
  /** "Київ, Україна". */
  name: string;
  /** "UTC+2", as the clocks there show it now. */
  offset: string;
  /** All that it is found by. */
  sought: string;
}

/** Names that places have now; browsers go on listing the older ones. */
const RENAMED = new Map([
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
]);

/** Each zone under the name of now, by what a reader calls it. */
export function timeZones(locale: Locale): TimeZone[] {
  const ids = new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map(nameNow)]);
  const order = intl(Intl.Collator, locale);
  return [...ids].map((id) => timeZoneOf(id, locale)).toSorted((a, b) => order.compare(a.name, b.name));
}

/** One zone; also an alias of before, which is in force somewhere under that name. */
export function timeZoneOf(id: string, locale: Locale): TimeZone {
  const [uk, en] = [nameOf(id, 'uk'), nameOf(id, 'en')];
  return {
    id,
    name: locale === 'uk' ? uk : en,
    offset: offsetWords(id),
    sought: fold(`${uk} ${en} ${id} ${id.replaceAll('_', ' ')} ${alias(id)}`),
  };
}

/** Those that were meant: by city, country, name or offset; on the other keyboard layout where this one finds none. */
export function zonesFor(zones: TimeZone[], typed: string): TimeZone[] {
  const found = matching(zones, typed);
  return found.length > 0 ? found : matching(zones, inOtherLayout(typed));
}

function matching(zones: TimeZone[], typed: string): TimeZone[] {
  const words = fold(typed.trim()).split(/[\s,]+/u);
  return zones.filter((zone) =>
    words.every((word) => {
      const meant = minutesOf(word);
      return meant === null ? zone.sought.includes(word) : minutesOf(zone.offset) === meant;
    }),
  );
}

/** "+02", "UTC+2", "−3:30", as minutes; null for what is no offset. */
function minutesOf(word: string): number | null {
  if (/^(utc|gmt)$/i.test(word)) return 0;
  const [, sign, hours, minutes] = /^(?:utc|gmt)?([+−-])(\d{1,2})(?::?(\d{2}))?$/i.exec(word) ?? [];
  if (!sign) return null;
  return (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes ?? 0));
}

function nameNow(id: string): string {
  const now = RENAMED.get(id);
  // A browser from before the renaming knows only the old one.
  return now !== undefined && offsetWords(now) !== '' ? now : id;
}

function alias(id: string): string {
  return [...RENAMED].find(([, now]) => now === id)?.[0] ?? '';
}

function nameOf(id: string, locale: Locale): string {
  const region = regionOf(id, locale);
  const city = locale === 'uk' ? own(UKRAINIAN_CITIES, RENAMED.get(id) ?? id) : cityOf(id);
  if (city === undefined || region.startsWith(city)) return region || cityOf(id);
  return region === '' ? city : `${city}, ${region}`;
}

function cityOf(id: string): string {
  return (id.split('/').at(-1) ?? id).replaceAll('_', ' ');
}

/** The country, or the city where a country has several zones: "час: Україна", "Ukraine Time" without its "time". */
function regionOf(id: string, locale: Locale): string {
  try {
    const parts = intl(Intl.DateTimeFormat, locale, { timeZone: id, timeZoneName: 'shortGeneric' }).formatToParts();
    const said = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return (locale === 'uk' ? /^час: (.+)$/ : /^(.+) Time$/).exec(said)?.[1] ?? '';
  } catch {
    return '';
  }
}
