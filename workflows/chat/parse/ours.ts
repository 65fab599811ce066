import { isObject } from '../../settings/layers.ts';

/** What an activity returned, or an earlier run carried: ours, or nothing may be built on it. */
export function readable<T>(value: T): T {
  if (isObject(value) && value['unreadable'] === true) throw new Error('a payload of ours cannot be read');
  return value;
}
