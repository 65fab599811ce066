import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The rows of a table of cases beside this file, without its head. Quoted fields may hold commas; a quote in them is
 * doubled.
 */
export function tableOf(name: string): string[][] {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8');
  return text.trim().split('\n').slice(1).map(fieldsOf);
}

function fieldsOf(line: string): string[] {
  const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return fields.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
