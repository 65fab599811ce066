import ts from 'typescript';

/** What a type of PostgreSQL's is in JavaScript: as the library reads it, and as it may be given. */
interface Kind {
  read: readonly Shape[];
  given: readonly Shape[];
}
export type Shape = 'string' | 'number' | 'bigint' | 'boolean' | 'Date' | 'Buffer' | 'list' | 'object' | 'any';

const kind = (read: readonly Shape[], given: readonly Shape[] = read): Kind => ({ read, given });
const TEXT = kind(['string']);
const WHOLE = kind(['number']);
const LONG = kind(['string'], ['string', 'number', 'bigint']);
const MOMENT = kind(['Date']);
const JSON_TEXT = kind(['any'], ['string', 'object']);

/** By the number of the type in PostgreSQL's catalogue. */
const KINDS: Record<number, Kind> = {
  16: kind(['boolean']),
  17: kind(['Buffer']),
  18: TEXT,
  19: TEXT,
  20: LONG,
  21: WHOLE,
  23: WHOLE,
  25: TEXT,
  26: WHOLE,
  114: JSON_TEXT,
  700: WHOLE,
  701: WHOLE,
  1042: TEXT,
  1043: TEXT,
  1114: MOMENT,
  1184: MOMENT,
  1700: LONG,
  2950: TEXT,
  3802: JSON_TEXT,
  5069: kind(['string']),
};
/** Lists of them. */
const LISTS: Record<number, number> = {
  1000: 16,
  1005: 21,
  1007: 23,
  1009: 25,
  1015: 1043,
  1016: 20,
  1115: 1114,
  1185: 1184,
  1231: 1700,
  2951: 2950,
  199: 114,
  3807: 3802,
};

export const JSONS = new Set([114, 3802]);

/** Whether a column of that type can be read as that; null where the type is not in the list. */
export function isReadAs(checker: ts.TypeChecker, column: number, type: ts.Type): boolean | null {
  return fits(checker, column, type, 'read');
}

/** Whether a parameter of that type can be given as that; null where the type is not in the list. */
export function isGivenAs(checker: ts.TypeChecker, parameter: number, type: ts.Type): boolean | null {
  return fits(checker, parameter, type, 'given');
}

function fits(checker: ts.TypeChecker, oid: number, type: ts.Type, way: keyof Kind): boolean | null {
  const element = LISTS[oid];
  const parts = withoutNull(type);
  if (element !== undefined)
    return parts.every((part) => {
      if (shapeOf(checker, part) === 'any') return true;
      const item = checker.isArrayLikeType(part) ? checker.getIndexTypeOfType(part, ts.IndexKind.Number) : undefined;
      return item !== undefined && fits(checker, element, item, way) === true;
    });
  const shapes = KINDS[oid]?.[way];
  if (!shapes) return null;
  return shapes.includes('any') || parts.every((part) => ['any', ...shapes].includes(shapeOf(checker, part)));
}

/** The parts of a union but null and undefined. */
export function withoutNull(type: ts.Type): ts.Type[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.filter(({ flags }) => !(flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));
}

export function maybeNull(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => flags & (ts.TypeFlags.Null | ts.TypeFlags.Any | ts.TypeFlags.Unknown));
}

function shapeOf(checker: ts.TypeChecker, type: ts.Type): Shape {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return 'any';
  if (type.flags & ts.TypeFlags.StringLike) return 'string';
  if (type.flags & ts.TypeFlags.NumberLike) return 'number';
  if (type.flags & ts.TypeFlags.BigIntLike) return 'bigint';
  if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
  if (type.isIntersection())
    return type.types.map((part) => shapeOf(checker, part)).find((each) => each !== 'object') ?? 'object';
  const name = type.symbol?.name;
  if (name === 'Date') return 'Date';
  if (name === 'Buffer' || name === 'Uint8Array') return 'Buffer';
  return checker.isArrayLikeType(type) ? 'list' : 'object';
}
