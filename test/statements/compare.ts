import ts from 'typescript';
import type { Code } from './code.ts';
import type { Column, Description } from './describe.ts';
import type { Statement } from './find.ts';
import { jsonDifferences } from './json.ts';
import { keyOf, type Schema } from './schema.ts';
import { isGivenAs, isReadAs, JSONS, maybeNull, withoutNull } from './types.ts';

/** A text of a statement, and what PostgreSQL says of it. */
export interface Described extends Description {
  text: string;
  /** Which columns an outer join may leave empty. */
  missing: boolean[];
}

/** How a statement's row type and values differ from what PostgreSQL says. */
export function differences(code: Code, schema: Schema, statement: Statement, described: Described): string[] {
  return [...rowDifferences(code, schema, statement, described), ...valueDifferences(code, statement, described)];
}

function rowDifferences({ checker }: Code, schema: Schema, { row, readsRows }: Statement, described: Described) {
  const { columns } = described;
  if (!row) return readsRows ? ['its rows have no type'] : [];
  const properties = new Map(checker.getPropertiesOfType(row).map((property) => [property.name, property]));
  const missing = [...properties.values()].filter(
    ({ name, flags }) => !(flags & ts.SymbolFlags.Optional) && !columns.some((column) => column.name === name),
  );
  return [
    ...missing.map(({ name }) => `no column "${name}"`),
    ...columns.flatMap((column, index) => {
      const property = properties.get(column.name);
      if (!property) return [`the row type has no "${column.name}"`];
      const type = checker.getTypeOfSymbol(property);
      const isMissing = described.missing[index] === true && !maybeNull(type);
      return [
        ...columnDifferences(checker, schema, column, type, described.text),
        ...(isMissing ? ['may be null (an outer join)'] : []),
      ].map((difference) => `"${column.name}" ${difference}`);
    }),
  ];
}

function columnDifferences(
  checker: ts.TypeChecker,
  schema: Schema,
  column: Column,
  type: ts.Type,
  text: string,
): string[] {
  const said = checker.typeToString(type);
  const known = schema.get(keyOf(column.table, column.number));
  const fits = isReadAs(checker, column.type, type);
  if (fits === null) return [`is of a type that is not in the list: ${column.type}`];
  if (!fits) return [`is no ${said}: its type is ${column.type}`];
  return [
    ...(known?.nullable && !maybeNull(type) ? [`may be null (${known.name})`] : []),
    ...(isNarrower(checker, column, known?.type ?? null, type)
      ? ((JSONS.has(column.type) ? jsonDifferences(checker, text, column.name, type) : null) ?? [
          `is not known to be ${said}`,
        ])
      : []),
  ];
}

/** Whether a row type says more of a text or of JSON than the entity does: which words there are, what stands in it. */
function isNarrower(checker: ts.TypeChecker, column: Column, entity: ts.Type | null, type: ts.Type): boolean {
  const parts = withoutNull(type);
  const isPlain = parts.every(({ flags }) => flags & (ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.Unknown));
  const says = JSONS.has(column.type) || parts.some(({ flags }) => flags & ts.TypeFlags.StringLiteral);
  if (isPlain || !says) return false;
  return !entity || !withoutNull(entity).every((part) => checker.isTypeAssignableTo(part, type));
}

function valueDifferences({ checker }: Code, { values }: Statement, { parameters }: Description): string[] {
  if (!values) return [];
  if (values.length !== parameters.length) return [`${parameters.length} parameters, ${values.length} values`];
  return parameters.flatMap((parameter, index) => {
    const value = values[index];
    if (!value) return [];
    const fits = isGivenAs(checker, parameter, value);
    if (fits === null) return [`$${index + 1} is of a type that is not in the list: ${parameter}`];
    return fits ? [] : [`$${index + 1} is given as ${checker.typeToString(value)}: its type is ${parameter}`];
  });
}
