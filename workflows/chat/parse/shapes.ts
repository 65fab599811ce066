import { isObject } from '../../settings/layers.ts';

/** What a value has to be. */
export type Is = (value: unknown) => boolean;
/** … each part of it, by name. */
export type Shape = Record<string, Is>;
/** A test for every fact of a thing but those that are tested elsewhere: one that is missing does not compile. */
export type ShapeOf<T, But extends PropertyKey = never> = { [F in Exclude<keyof T, But>]-?: Is };

export const isText: Is = (value) => typeof value === 'string' && value !== '';
export const isWord: Is = (value) => typeof value === 'string';
export const isNumber: Is = (value) => typeof value === 'number' && Number.isFinite(value);
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
export const isFlag: Is = (value) => typeof value === 'boolean';
export const isContact: Is = (value) =>
  isObject(value) && ['phone', 'email'].every((part) => value[part] === undefined || isText(value[part]));

export const oneOf =
  (...words: readonly unknown[]): Is =>
  (value) =>
    words.includes(value);
export const orNull =
  (is: Is): Is =>
  (value) =>
    value === null || is(value);
export const maybe =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);
export const listOf =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every((one) => is(one));
export const fitting =
  (shape: Shape): Is =>
  (value) =>
    fits(value, shape);

export function fits(value: unknown, shape: Shape): boolean {
  return isObject(value) && Object.entries(shape).every(([name, is]) => is(value[name]));
}

/** One of several kinds, each with a shape of its own. */
export function fitsKind(value: unknown, kinds: Record<string, Shape>): boolean {
  return isObject(value) && fitsNamed(value, value['kind'], kinds);
}

/** The same of reasons, which are told apart by their code. */
export function fitsCode(value: unknown, codes: Record<string, Shape>): boolean {
  return isObject(value) && fitsNamed(value, value['code'], codes);
}

function fitsNamed(value: object, name: unknown, shapes: Record<string, Shape>): boolean {
  const shape = typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  return shape !== undefined && fits(value, shape);
}
