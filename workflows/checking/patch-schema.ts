import { isKnownZone } from '#workflows/settings/calendar.ts';
import { isSupportedCountry } from 'libphonenumber-js';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { PAGE_POOL } from '#workflows/routing/choose.ts';
import { AUTOMATIC_MESSAGES, LEAD_RULES, TEMPLATES, WEEKDAYS } from '#workflows/settings/vocabulary.ts';
import { cleanName, NAME_MAX } from './file-name.ts';
import { idText, plainText } from './texts.ts';

/** Bounds that more than one place has to know. */
export const LIMITS = {
  text: 1_500,
  exceptions: 400,
  intervals: 6,
  languages: 30,
  exceptionName: 100,
  rules: 100,
  values: 100,
  escalationSteps: 10,
} as const;

const CAPACITY_MAX = 1_000;
const LANGUAGE = /^[a-z]{2}(_[A-Z]{2})?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is refused by a rule of our own says which; other faults have zod's codes. */
const because = (code: string) => ({ params: { code } });

const count = (most: number, least = 0) => z.int().min(least).max(most).nullable();
const flag = z.boolean().nullable();
/** `uk` or `pt_BR`. */
export const language = plainText.refine((text) => LANGUAGE.test(text), because('WRONG_LANGUAGE'));
const start = z.string().refine((text) => TIME.test(text), because('WRONG_TIME'));
const end = z.string().refine((text) => TIME.test(text) || text === '24:00', because('WRONG_TIME'));
const day = z.array(z.tuple([start, end])).max(LIMITS.intervals);
const text = plainText
  .max(LIMITS.text)
  .refine((words) => words.trim() !== '', because('EMPTY_TEXT'))
  .nullable();

const exception = z.strictObject({
  date: z.string().refine(isDate, because('WRONG_DATE')),
  intervals: day,
  name: plainText.max(LIMITS.exceptionName).optional(),
});

const workingHours = z.strictObject({
  timeZone: z.string().refine(isTimeZone, because('UNKNOWN_TIME_ZONE')).nullable().optional(),
  week: z.strictObject(optionalOf(WEEKDAYS, day.nullable())).nullable().optional(),
  exceptions: z.array(exception).max(LIMITS.exceptions).nullable().optional(),
});

const file = z.strictObject({
  fileId: z.string().refine(isFileId, because('UNKNOWN_FILE')),
  name: plainText.max(NAME_MAX).refine((name) => cleanName(name) === name, because('WRONG_TYPE')),
});

const value = plainText.trim().min(1).max(200);
const values = z.array(value).max(LIMITS.values).optional();
const ids = z.array(idText).max(LIMITS.values);
/**
 * Whoever writes the rule names it, in any script. Turns are kept under it: neither among the page's own, nor among
 * those of teams and of shadows (`team/…`), nor under a name that every object has.
 */
const ruleId = plainText
  .max(100)
  .refine((id) => /^[^\p{C}/]+$/u.test(id) && id === id.trim() && id !== PAGE_POOL && !(id in {}), because('WRONG_ID'));

const rule = z.strictObject({
  id: ruleId,
  name: plainText.trim().min(1).max(100),
  enabled: z.boolean(),
  when: z.strictObject({
    pageIds: ids.optional(),
    locales: z.array(language).max(LIMITS.values).optional(),
    referrals: values,
    words: values,
    hours: z.enum(['open', 'closed']).nullable().optional(),
    returning: z.boolean().nullable().optional(),
    segments: values,
  }),
  who: z.strictObject({ teamIds: ids, employeeIds: ids }),
  strategy: z.enum(['active', 'even', 'least']),
  priority: z.int().min(0).max(9),
  capacity: z.int().min(1).max(CAPACITY_MAX).nullable(),
});

const escalationStep = z
  .strictObject({
    minutes: z.int().min(1).max(10_080),
    clock: z.enum(['wall', 'working']),
    to: z.enum(['next', 'team', 'person']),
    id: idText.nullable(),
  })
  .refine(({ to, id }) => (to === 'next') === (id === null), { ...because('WRONG_TYPE'), path: ['id'] });

/**
 * Meta's rules for names of pages: letters, digits and dots, five at least, no ending of a site
 * (facebook.com/help/105399436216001). A page without a name has its number there.
 */
const username = plainText
  .refine((name) => /^[A-Za-z0-9.]*$/.test(name), { ...because('WRONG_USERNAME'), abort: true })
  .refine((name) => name.length >= 5 && name.length <= 50, { ...because('USERNAME_LENGTH'), abort: true })
  .refine((name) => !/^\.|\.$|\.\.|\.(com|net|org|ua)$/i.test(name), because('USERNAME_DOTS'));

/**
 * What a scope may set, each part of it optional; `null` takes an override away again, but as `workingHours`, where it
 * means always open. Nothing else is allowed in it, and every fault is found.
 */
export const settingsPatch = z
  .strictObject({
    requirePhone: flag,
    requireEmail: flag,
    autoLead: z.union([z.boolean(), z.enum(LEAD_RULES)]).nullable(),
    leadSourceId: idText.nullable(),
    distribution: z.enum(['off', 'active', 'even']).nullable(),
    personalManager: flag,
    sameOperator: flag,
    capacity: count(CAPACITY_MAX),
    matchLanguage: flag,
    matchSkills: flag,
    absentOperators: z.enum(['at_once', 'on_message']).nullable(),
    routing: z
      .array(rule)
      .max(LIMITS.rules)
      .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, because('DOUBLE_RULE'))
      .nullable(),
    escalation: z.array(escalationStep).max(LIMITS.escalationSteps).nullable(),
    phoneCountry: z
      .string()
      .refine((code) => isSupportedCountry(code), because('UNKNOWN_COUNTRY'))
      .nullable(),
    contactAttempts: count(20),
    contactMinutes: count(10_080),
    contactReminderMinutes: count(10_080),
    workingHours: workingHours.nullable(),
    outOfHoursMessage: flag,
    waitingMessage: z
      .strictObject({ enabled: flag, minutes: count(10_080, 1), clock: z.enum(['wall', 'working']).nullable() })
      .partial()
      .nullable(),
    autoFinish: z
      .strictObject({ enabled: flag, hours: count(720, 1) })
      .partial()
      .nullable(),
    discloseAutomatic: flag,
    orderSourceId: idText.nullable(),
    documentCompanyId: idText.nullable(),
    chatbotUsername: username.nullable(),
    widget: z
      .strictObject({
        color: z
          .string()
          .refine((code) => /^#[0-9a-f]{6}$/.test(code), because('WRONG_COLOR'))
          .nullable(),
        side: z.enum(['left', 'right']).nullable(),
      })
      .partial()
      .nullable(),
    defaultLanguage: language.nullable(),
    templates: z.strictObject(optionalOf(TEMPLATES, z.record(language, text).nullable())).nullable(),
    attachments: z.strictObject(optionalOf(AUTOMATIC_MESSAGES, file.nullable())).nullable(),
  })
  .partial();

/** As PostgreSQL writes it: there are no two ways to name one file. */
export function isFileId(id: unknown): id is string {
  return z.uuid().safeParse(id).success && id === String(id).toLowerCase();
}

/** Whether the name is one of a region's: what `Intl` knows, but no bare offset. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z][\w/+-]{0,63}$/.test(name) && isKnownZone(name);
}

function isDate(text: string): boolean {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

function optionalOf<K extends string, S extends z.ZodType>(keys: readonly K[], schema: S) {
  return Object.fromEntries(keys.map((key) => [key, schema.optional()])) as Record<K, z.ZodOptional<S>>;
}
