import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Language } from '#db/entities/employee.ts';
import { cellTextFor } from '../cell-text.ts';
import type { Cell, Table } from '../table.ts';
import { escapeXml } from '../xml.ts';
import { cleanLine, cleanText } from './clean.ts';

/** A page for a printer. It has no script and no style of its own: the desk shows it and has it printed. */
export const writeHtml = (path: string, pieces: AsyncIterable<string>): Promise<void> =>
  pipeline(pieces, createWriteStream(path, { mode: 0o600, flush: true }));

export const writePrint = (path: string, table: Table): Promise<void> => writeHtml(path, tableHtml(table));

export const inHtml = (text: string): string => escapeXml(cleanText(text));

/** What every such page begins with: its name and what was asked for. */
export const pageHead = (language: Language, title: string, says: string[], look: 'wide' | 'narrow'): string =>
  [
    `<!doctype html><html lang="${language}" class="${look}"><head><meta charset="utf-8">`,
    `<title>${inHtml(cleanLine(title))}</title><link rel="stylesheet" href="/print.css"></head>`,
    `<body><h1>${inHtml(cleanLine(title))}</h1>`,
    ...says.map((say) => `<p class="says">${inHtml(cleanLine(say))}</p>`),
  ].join('\n');

export const PAGE_END = '</body></html>\n';

async function* tableHtml({ reader, title, says, columns, pages }: Table): AsyncGenerator<string> {
  const textOf = cellTextFor(reader);
  const heads = columns.map(({ head }) => `<th scope="col">${inHtml(head)}</th>`);
  yield `${pageHead(reader.language, title, says, 'wide')}\n<table><thead><tr>${heads.join('')}</tr></thead><tbody>\n`;
  const rowOf = (row: Cell[]): string =>
    `<tr>${row.map((cell) => `<td>${inHtml(cleanLine(textOf(cell)))}</td>`).join('')}</tr>\n`;
  for await (const rows of pages) yield rows.map(rowOf).join('');
  yield `</tbody></table>${PAGE_END}`;
}
