import { countryName } from '#lib/chat/context/country-codes.ts';
import {
  type DayException,
  type Interval,
  type Weekday,
  WEEKDAYS,
  type WorkingHours,
} from '#workflows/settings/vocabulary.ts';
import { isObject } from '#workflows/settings/layers.ts';
import { languageName } from '#lib/words/language-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { atTime } from '#lib/words/format.ts';
import { LEAD_TITLES, leadValue } from '#lib/settings/lead-setting-words.ts';
import { intl, localeTag } from '#lib/words/intl.ts';
import { ROUTING_TITLES, routingValue } from '#lib/routing/routing-setting-words.ts';
import { ownCompanies } from '#lib/settings/company-names.svelte.ts';
import { orderSources } from '#lib/settings/source-names.svelte.ts';
import { WIDGET_TITLES, widgetValue } from '#lib/settings/widget/widget-setting-words.ts';
import { templateName } from '#lib/settings/templates/template-words.ts';
import { own } from '#workflows/settings/own.ts';

const TITLES: Record<string, () => string> = {
  requirePhone: m.require_phone,
  requireEmail: m.require_email,
  phoneCountry: m.phone_country,
  contactAttempts: m.contact_attempts,
  contactMinutes: m.contact_minutes,
  contactReminderMinutes: m.contact_reminder,
  workingHours: m.working_hours,
  'workingHours.timeZone': m.time_zone,
  'workingHours.exceptions': m.exceptions,
  outOfHoursMessage: m.out_of_hours_message,
  'waitingMessage.enabled': m.waiting_message,
  'waitingMessage.minutes': m.waiting_minutes,
  'waitingMessage.clock': m.waiting_clock,
  'autoFinish.enabled': m.auto_finish,
  'autoFinish.hours': m.auto_finish_hours,
  discloseAutomatic: m.disclose_automatic,
  defaultLanguage: m.default_language,
  ...LEAD_TITLES,
  orderSourceId: m.order_source,
  documentCompanyId: m.document_company_default,
  ...WIDGET_TITLES,
  ...ROUTING_TITLES,
};

/** What a path is called on the page. */
export function settingTitle(path: string): string {
  const title = own(TITLES, path);
  if (title) return title();
  const [group, name = '', language] = path.split('.');
  if (group === 'templates')
    return language
      ? m.template_in({ name: templateName(name), language: languageName(language) })
      : templateName(name);
  if (group === 'attachments') return m.template_file_of({ name: templateName(name) });
  if (group === 'workingHours' && name === 'exceptions') return m.exceptions();
  if (group === 'routing') return m.rule_number({ n: Number(name) + 1 });
  if (group === 'escalation') return m.escalation_number({ n: Number(name) + 1 });
  const day = WEEKDAYS.find((weekday) => path.startsWith(`workingHours.week.${weekday}`));
  return day ? dayName(day, 'long') : path;
}

/** The page on which a path is set. */
export function settingPlace(path: string): string {
  const [group = ''] = path.split('.');
  if (group === 'templates' || group === 'attachments') return '/settings/templates';
  return group in ROUTING_TITLES ? '/settings/routing' : '/settings/configuration';
}

/** Changes in the order in which their settings stand on the pages. */
export function inPageOrder<Change extends { path: string }>(changes: Change[]): Change[] {
  const order = ['workingHours', ...WEEKDAYS.map((day) => `workingHours.week.${day}`), ...Object.keys(TITLES)];
  const place = ({ path }: Change) => (order.indexOf(path) + order.length + 1) % (order.length + 1);
  return changes.toSorted((a, b) => place(a) - place(b));
}

/** The same inside a sentence or a list. */
export function settingInList(path: string): string {
  const title = settingTitle(path);
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLocaleLowerCase() + title.slice(1) : title;
}

/** A value in words. `isPage`: nothing said means that it is as for all pages. */
export function valueWords(path: string, value: unknown, isPage = false): string {
  if (path === 'workingHours' && value !== undefined) return typeof value === 'string' ? value : hoursWords(value);
  if (path.startsWith('attachments.')) return fileWords(value, isPage);
  if (value === null || value === undefined) return isPage ? m.as_for_all() : m.not_set();
  if (path.startsWith('workingHours.week.')) return intervalsWords(value as Interval[]);
  if (path === 'workingHours.exceptions') return exceptionsWords(value as DayException[]);
  if (typeof value === 'boolean') return value ? m.switched_on() : m.switched_off();
  if (value === 0 && path.startsWith('contact'))
    return path === 'contactReminderMinutes' ? m.no_reminder() : m.without_limit();
  const worded = routingValue(path, value) ?? leadValue(path, value) ?? widgetValue(path, value);
  if (worded !== null) return worded;
  const said = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (path.endsWith('inutes')) return m.minutes({ minutes: said });
  if (path === 'autoFinish.hours') return m.hours({ hours: said });
  if (path === 'waitingMessage.clock') return value === 'working' ? m.clock_working() : m.clock_wall();
  if (path === 'phoneCountry') return countryName(said);
  if (path === 'defaultLanguage') return languageName(said);
  if (path === 'documentCompanyId') return ownCompanies.nameOf(said) ?? m.document_company_chosen();
  if (path === 'orderSourceId') return orderSources.nameOf(said) ?? m.order_source_chosen();
  return said;
}

/** "вихідний", or "09:00–13:00, 14:00–18:00". */
export function intervalsWords(intervals: Interval[]): string {
  return intervals.length === 0 ? m.day_off() : intervals.map(([from, to]) => `${from}–${to}`).join(', ');
}

export function dayName(day: Weekday, width: 'short' | 'long'): string {
  // The first of January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)));
  const name = intl(Intl.DateTimeFormat, localeTag(), { weekday: width, timeZone: 'UTC' }).format(date);
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** "24.08 (День Незалежності)"; the year only when it is not this one. */
export function exceptionWords({ date, name }: DayException, now = new Date()): string {
  const isThisYear = date.startsWith(String(now.getFullYear()));
  const day = new Date(`${date}T00:00:00Z`);
  const words = Number.isNaN(day.getTime())
    ? date
    : intl(Intl.DateTimeFormat, localeTag(), {
        timeZone: 'UTC',
        day: '2-digit',
        month: '2-digit',
        ...(isThisYear ? {} : { year: 'numeric' }),
      }).format(day);
  return name ? `${words} (${name})` : words;
}

/** When it opens or closes next, by the clocks of the place: a time today, otherwise with its day. */
export function momentWords(iso: string, now: Date, timeZone: string): string {
  const at = new Date(iso);
  const dayAt = (date: Date) => Date.parse(inZone(date, timeZone, {}, 'en-CA'));
  const days = Math.round((dayAt(at) - dayAt(now)) / 86_400_000);
  const time = inZone(at, timeZone, { hour: '2-digit', minute: '2-digit' });
  if (days === 0) return time;
  if (days === 1) return m.tomorrow_at({ time: atTime(time) });
  return m.day_at({ day: inZone(at, timeZone, { weekday: 'long', day: 'numeric', month: 'long' }), time });
}

function inZone(date: Date, timeZone: string, options: Intl.DateTimeFormatOptions, language = localeTag()): string {
  try {
    return intl(Intl.DateTimeFormat, language, { ...options, timeZone }).format(date);
  } catch {
    // A name that is being typed yet.
    return intl(Intl.DateTimeFormat, language, options).format(date);
  }
}

/** "UTC+2", as the clocks of the place show it now. */
export function offsetWords(timeZone: string): string {
  try {
    const parts = intl(Intl.DateTimeFormat, 'en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts();
    return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
  } catch {
    return '';
  }
}

function fileWords(value: unknown, isPage: boolean): string {
  if (isObject(value)) return String(value['name']);
  return isPage ? m.as_for_all() : m.file_none();
}

function exceptionsWords(exceptions: DayException[]): string {
  if (exceptions.length === 0) return m.no_exceptions();
  const told = exceptions.slice(0, 4).map((exception) => exceptionWords(exception));
  const rest = exceptions.length - told.length;
  return told.join(', ') + (rest > 0 ? ` ${m.and_more({ count: rest })}` : '');
}

/** "Пн–Пт 09:00–18:00; Сб 10:00–15:00". */
function hoursWords(value: unknown): string {
  if (!isObject(value)) return m.always_open();
  const { week = {}, exceptions = [] } = value as Partial<WorkingHours>;
  const groups: { days: Weekday[]; times: string }[] = [];
  for (const day of WEEKDAYS) {
    const times = intervalsWords(week[day] ?? []);
    const last = groups.at(-1);
    if (last?.times === times) last.days.push(day);
    else groups.push({ days: [day], times });
  }
  const name = (day: Weekday | undefined) => (day ? dayName(day, 'short') : '');
  const span = (days: Weekday[]) => (days.length > 1 ? `${name(days[0])}–${name(days.at(-1))}` : name(days[0]));
  const told = groups.map(({ days, times }) => `${span(days)} ${times}`).join('; ');
  return exceptions.length === 0 ? told : `${told}. ${m.exceptions()}: ${exceptionsWords(exceptions)}`;
}
