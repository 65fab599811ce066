import { isObject } from '#workflows/settings/layers.ts';
import { LIMITS, settingsPatch } from './patch-schema.ts';
import { hoursFaults } from './hours-faults.ts';
import type { FaultCode } from './codes.ts';

export interface Fault {
  /** `workingHours.week.mon.0`, `templates.waiting.uk`. */
  path: string;
  code: FaultCode;
  /** What the words need: bounds, names. */
  about?: Record<string, string | number>;
}

/** Just what we read of zod's issues. */
interface Issue {
  code: string;
  path: PropertyKey[];
  keys?: string[];
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  params?: Record<string, unknown>;
}

/**
 * Every fault of a patch. `hasTimeZone`: the patch is laid over hours that say theirs, so that it need not.
 */
export function faultsOf(patch: unknown, hasTimeZone: boolean): Fault[] {
  const checked = settingsPatch.safeParse(patch, { reportInput: false });
  const issues = checked.success ? [] : (checked.error.issues as unknown as Issue[]);
  const found = [
    ...issues.flatMap((issue) => faultOf(issue, patch)),
    ...hoursFaults(patch, hasTimeZone),
    ...languageFaults(patch),
  ];
  const first = new Map<string, Fault>();
  for (const fault of found) if (!first.has(fault.path)) first.set(fault.path, fault);
  return [...first.values()];
}

function faultOf(issue: Issue, patch: unknown): Fault[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({
      path: [...path, key].join('.'),
      code: 'UNKNOWN_KEY',
      about: { name: key },
    }));
  const interval = intervalOf(path);
  if (interval) return [{ path: interval, code: 'WRONG_TIME', ...written(patch, path) }];
  return [{ path: path.join('.'), ...causeOf(issue) }];
}

function causeOf({ code, params, origin, minimum, maximum }: Issue): Pick<Fault, 'code' | 'about'> {
  if (code === 'invalid_key') return { code: 'WRONG_LANGUAGE' };
  if (code === 'custom' && params) return { code: params['code'] as FaultCode };
  if (code !== 'too_big' && code !== 'too_small') return { code: 'WRONG_TYPE' };
  if (origin === 'string') return { code: 'TOO_LONG', about: { most: Number(maximum) } };
  return { code: 'OUT_OF_RANGE', about: code === 'too_big' ? { most: Number(maximum) } : { least: Number(minimum) } };
}

/** What stands in place of a time; nothing where there is none, or what no person typed. */
function written(patch: unknown, path: string[]): Pick<Fault, 'about'> {
  const value = path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? part[key as never] : null),
    patch,
  );
  return typeof value === 'string' && value.trim() !== '' ? { about: { written: value.trim().slice(0, 20) } } : {};
}

/** A time is named by its interval: people see the two together. */
function intervalOf(path: string[]): string | null {
  const [top, part] = path;
  const length = part === 'week' ? 4 : 5;
  const inside = top === 'workingHours' && (part === 'week' || path[3] === 'intervals') && path.length >= length;
  return inside ? path.slice(0, length).join('.') : null;
}

function languageFaults(patch: unknown): Fault[] {
  const templates = isObject(patch) ? patch['templates'] : null;
  const languages = isObject(templates) ? Object.values(templates).flatMap((texts) => keysOf(texts)) : [];
  return new Set(languages).size > LIMITS.languages
    ? [{ path: 'templates', code: 'OUT_OF_RANGE', about: { most: LIMITS.languages } }]
    : [];
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value).filter((key) => value[key] !== null) : [];
}
