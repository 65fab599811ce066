import ts from 'typescript';
import { type Code, placeOf } from './code.ts';
import { Unknown, type World } from './worlds.ts';

/** A function of the project, with what was known where it was made. */
export interface Made {
  made: ts.SignatureDeclaration & { body?: ts.ConciseBody };
  known: Known;
}
export type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value } | Made;

/** What names stand for in the calls that are being followed. */
export type Known = Map<ts.Declaration, Value>;

/** What everybody who evaluates needs. */
export interface Looking {
  code: Code;
  world: World;
  value(node: ts.Expression, known: Known): Value;
}

/** What nobody can know; an error only where somebody looks at it. */
export const NOT_KNOWN: Value = { 'not known': true };

export function isMade(value: Value): value is Made {
  return typeof value === 'object' && value !== null && 'made' in value && 'known' in value;
}

export function unknown(node: ts.Node, what = node.getText()): Unknown {
  return new Unknown(`${placeOf(node)}: ${what.slice(0, 60)}`);
}

/** The value, or `NOT_KNOWN`. */
export function lazily(looking: Looking, node: ts.Expression, known: Known): Value {
  try {
    return looking.value(node, known);
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    return NOT_KNOWN;
  }
}

/** A condition; one that is not known is tried both ways. */
export function holds(looking: Looking, condition: ts.Expression, known: Known): boolean {
  try {
    return Boolean(looking.value(condition, known));
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    return looking.world.pick(condition, [true, false]);
  }
}

export function member(whole: Value, name: string, node: ts.Node): Value {
  if (typeof whole !== 'object' || whole === null || isMade(whole)) throw unknown(node, name);
  return seen((whole as { [name: string]: Value })[name], node);
}

/** Somebody looks at it. */
export function seen(value: Value, node: ts.Node): Value {
  if (value === NOT_KNOWN) throw unknown(node);
  return value;
}

export function list(value: Value, node: ts.Node): Value[] {
  if (Array.isArray(value)) return value;
  throw unknown(node);
}

export function written(value: Value, node: ts.Node): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw unknown(node);
}

/** The values a name or an expression may have, where its type says all of them. */
export function fewValues({ checker }: Code, node: ts.Node): Value[] | null {
  const type = checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  const values = parts.flatMap((part) => onlyValue(checker, part));
  return values.length === parts.length ? values : null;
}

function onlyValue(checker: ts.TypeChecker, type: ts.Type): Value[] {
  if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
  if (type.flags & ts.TypeFlags.BooleanLiteral) return [checker.typeToString(type) === 'true'];
  return type.flags & ts.TypeFlags.Null ? [null] : [];
}
