import ts from 'typescript';
import { withoutNull } from './types.ts';

/**
 * How the names in the JSON that a column is built of (`json_build_object('id', …)`) differ from the members of its
 * type. Null: the column is built in another way.
 */
export function jsonDifferences(checker: ts.TypeChecker, text: string, column: string, type: ts.Type): string[] | null {
  const built = builtBefore(text, column);
  return built === null ? null : memberDifferences(checker, built, itemOf(checker, type));
}

function memberDifferences(checker: ts.TypeChecker, built: string, type: ts.Type): string[] {
  const parts = splitTop(inside(built, built.indexOf('(')));
  const members = new Map(parts.flatMap((part, at) => (at % 2 === 0 ? [[literal(part), parts[at + 1] ?? '']] : [])));
  const properties = new Map(checker.getPropertiesOfType(type).map((property) => [property.name, property]));
  const missing = [...properties.values()].filter(
    ({ name, flags }) => !members.has(name) && !(flags & ts.SymbolFlags.Optional),
  );
  return [
    ...missing.map(({ name }) => `no member '${name}'`),
    ...[...members].flatMap(([name, value]) => {
      const property = properties.get(name);
      if (!property) return [`the type has no member '${name}'`];
      const deeper = BUILD.exec(value);
      const item = itemOf(checker, checker.getTypeOfSymbol(property));
      return deeper ? memberDifferences(checker, value.slice(deeper.index), item) : [];
    }),
  ];
}

const BUILD = /\bjsonb?_build_object\s*\(/;

/** A list's item, or the thing itself; without null. */
function itemOf(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  const [part = type] = withoutNull(type);
  return (checker.isArrayLikeType(part) && checker.getIndexTypeOfType(part, ts.IndexKind.Number)) || part;
}

/** From the `json_build_object` of what is called `column`. */
function builtBefore(text: string, column: string): string | null {
  const named = new RegExp(`\\bas "?${column}"?(?=\\s*(,|from\\b|$|\\)|where\\b|order\\b))`, 'g');
  for (const { index } of text.matchAll(named)) {
    const expression = text.slice(beginOf(text, index), index);
    const build = BUILD.exec(expression);
    // What is joined with something else is not all it says.
    if (build && !expression.includes('||')) return expression.slice(build.index);
  }
  return null;
}

/** Where the expression begins that ends there: at a comma or a word of the same depth. */
function beginOf(text: string, end: number): number {
  let depth = 0;
  for (let at = end - 1; at >= 0; at -= 1) {
    const char = text[at];
    if (char === "'") at = text.lastIndexOf("'", at - 1);
    else if (char === ')') depth += 1;
    else if (char === '(' && (depth -= 1) < 0) return at + 1;
    else if (depth === 0 && (char === ',' || /^(select|returning)\b/.test(text.slice(at, at + 10)))) return at + 1;
  }
  return 0;
}

/** What stands between the bracket at `open` and its partner. */
function inside(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "'") at = text.indexOf("'", at + 1);
    else if (text[at] === '(') depth += 1;
    else if (text[at] === ')' && (depth -= 1) === 0) return text.slice(open + 1, at);
  }
  return text.slice(open + 1);
}

/** Parts between the commas that stand in no brackets. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let [depth, begin] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "'") at = text.indexOf("'", at + 1);
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(begin, at).trim());
      begin = at + 1;
    }
  }
  return [...parts, text.slice(begin).trim()];
}

const literal = (part: string): string => part.replaceAll(/^'|'$/g, '');
