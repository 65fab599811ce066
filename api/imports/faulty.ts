import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { Pool } from 'pg';
import Papa from 'papaparse';
import type { Language } from '#db/entities/employee.ts';
import { nextFaulty } from '#db/imports/list-rows.ts';
import type { ImportRow } from '#db/imports/read.ts';
import { asPlainCell } from '#platform/plain-cell.ts';
import { me } from '../access/allow.ts';
import { disposition } from '../files/disposition.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { PROBLEM_WORDS, WHY } from './problem-words.ts';

/** Rows that are read at once. */
const LOT = 500;

/** The rows that are not brought in, as a table to be mended and brought in again: as they stood, and why. */
export function faultyFile({ database }: ApiDeps, c: Context<ApiEnv>, row: ImportRow) {
  const text = linesOf(database.pool, row, me(c).employee.language);
  return c.body(Readable.toWeb(Readable.from(text)) as ReadableStream<Uint8Array>, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-disposition': disposition('attachment', `${row.name.replace(/\.\w{1,5}$/, '')}-faulty.csv`),
  });
}

async function* linesOf(pool: Pool, { id, layout }: ImportRow, language: Language): AsyncGenerator<Buffer> {
  const width = layout.columns.length;
  const line = (rows: readonly string[][]): Buffer =>
    Buffer.from(
      `${Papa.unparse(
        rows.map((cells) => cells.map(asPlainCell)),
        { delimiter: ';', newline: '\r\n' },
      )}\r\n`,
    );
  // Tells Excel that what follows is UTF-8.
  yield Buffer.from('\uFEFF');
  if (layout.heads.length > 0) yield line([[...filled(layout.heads, width), WHY[language]]]);
  let after = 0;
  for (;;) {
    const rows = await nextFaulty(pool, id, after, LOT);
    if (rows.length === 0) return;
    after = rows.at(-1)?.line ?? after;
    yield line(
      rows.map(({ cells, problems }) => [
        ...filled(cells, width),
        [...new Set(problems.map(({ code }) => PROBLEM_WORDS[code][language]))].join('; '),
      ]),
    );
  }
}

const filled = (cells: readonly string[], width: number): string[] =>
  Array.from({ length: Math.max(width, cells.length) }, (_, n) => cells[n] ?? '');
