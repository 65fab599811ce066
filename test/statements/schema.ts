import type { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import ts from 'typescript';
import { type Code, pathOf } from './code.ts';

/** A column of the migrated database, with what its entity says of it. */
export interface SchemaColumn {
  name: string;
  nullable: boolean;
  /** What the entity's class says it holds; null where no entity has the table. */
  type: ts.Type | null;
}

/** Every column, by the numbers by which PostgreSQL names it in descriptions. */
export type Schema = Map<string, SchemaColumn>;

export const keyOf = (table: number, column: number): string => `${table}.${column}`;

interface Row {
  table: number;
  number: number;
  name: string;
  nullable: boolean;
}

export async function readSchema(client: pg.Client, orm: MikroORM, code: Code): Promise<Schema> {
  const types = entityTypes(orm, code);
  const { rows } = await client.query<Row>(
    `select c.oid::int as "table", a.attnum as number, c.relname || '.' || a.attname as name,
       not a.attnotnull as nullable
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`,
  );
  return new Map(
    rows.map(({ table, number, name, nullable }) => [
      keyOf(table, number),
      { name, nullable, type: types.get(name) ?? null },
    ]),
  );
}

/** The type of each entity's property, by `table.column`. */
function entityTypes(orm: MikroORM, code: Code): Map<string, ts.Type> {
  const classes = entityClasses(code);
  const types = new Map<string, ts.Type>();
  for (const { className, tableName, props } of orm.getMetadata().getAll().values()) {
    const type = classes.get(className);
    for (const { name, fieldNames } of type ? props : []) {
      const property = type?.getProperty(name);
      const [column] = fieldNames ?? [];
      if (property && column) types.set(`${tableName}.${column}`, code.checker.getTypeOfSymbol(property));
    }
  }
  return types;
}

function entityClasses({ files, checker }: Code): Map<string, ts.Type> {
  const classes = new Map<string, ts.Type>();
  for (const file of files.filter((each) => pathOf(each).startsWith('db/entities/')))
    for (const statement of file.statements) {
      if (!ts.isClassDeclaration(statement) || !statement.name) continue;
      const symbol = checker.getSymbolAtLocation(statement.name);
      if (symbol) classes.set(statement.name.text, checker.getDeclaredTypeOfSymbol(symbol));
    }
  return classes;
}
