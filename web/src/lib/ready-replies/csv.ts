import Papa from 'papaparse';
import type { ReadyReply } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** A row of the file as it is to be kept. */
export type RowContent = Pick<ReadyReply, 'shortcut' | 'title' | 'texts' | 'scope'> & { pageIds: string[] };
/** What is wrong in a row, counted as a table shows them: the heads are the first. */
export type RowFault = { row: number; why: string };
/** `rows` says where each of `contents` stands. */
export type Read = { contents: RowContent[]; rows: number[]; faults: RowFault[] };
type Page = { id: string; name: string };

const OWN = ['shortcut', 'title', 'scope', 'pages'];
const LANGUAGE = /^[a-z]{2,3}(_[A-Z]{2})?$/;
const BETWEEN_PAGES = ' | ';
/** What a table would reckon is written as text, and read back without the mark. */
const RECKONED = /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/;
const MARKED = /^'(?='*(\s*[=+\-@＝＋－＠]|[\t\r\n]))/;

export function toCsv(replies: readonly ReadyReply[], delimiter: ';' | ','): string {
  const languages = [...new Set(['uk', 'en', ...replies.flatMap(({ texts }) => Object.keys(texts))])];
  const data = replies.map(({ shortcut, title, scope, pages, texts }) => [
    shortcut,
    title,
    scope,
    pages.map(({ name }) => name).join(BETWEEN_PAGES),
    ...languages.map((language) => texts[language] ?? ''),
  ]);
  // The mark at the beginning tells Excel that it is UTF-8.
  return `\uFEFF${Papa.unparse({ fields: [...OWN, ...languages], data }, { delimiter, escapeFormulae: RECKONED })}`;
}

/** What a file says. Excel saves a table in Ukrainian as Windows-1251, unless it is told otherwise. */
export function textOf(file: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1251').decode(file);
  }
}

export function fromCsv(text: string, pages: readonly Page[], scope: ReadyReply['scope']): Read {
  const { data } = Papa.parse<string[]>(text, { delimitersToGuess: [';', ',', '\t'] });
  const [heads = [], ...table] = data.map((row) => row.map((cell) => cell.replace(MARKED, '').trim()));
  const read: Read = { contents: [], rows: [], faults: [] };
  const isKnown = heads.every((head) => OWN.includes(head) || LANGUAGE.test(head));
  if (!isKnown || !heads.includes('shortcut') || !heads.includes('title'))
    return { ...read, faults: [{ row: 1, why: m.ready_csv_columns() }] };
  table.forEach((cells, at) => {
    if (cells.every((cell) => cell === '')) return;
    const row = at + 2;
    const found = contentOf(new Map(heads.map((head, n) => [head, cells[n] ?? ''])), pages, scope);
    if (typeof found === 'string') read.faults.push({ row, why: found });
    else {
      read.contents.push(found);
      read.rows.push(row);
    }
  });
  if (read.contents.length + read.faults.length === 0) read.faults.push({ row: 1, why: m.ready_csv_empty() });
  return read;
}

/** Words where it cannot be read. */
function contentOf(
  cells: Map<string, string>,
  pages: readonly Page[],
  usual: ReadyReply['scope'],
): RowContent | string {
  const scope = cells.get('scope') || usual;
  if (scope !== 'shared' && scope !== 'mine') return m.ready_csv_scope();
  const names = (cells.get('pages') ?? '').split('|').map((name) => name.trim());
  const unknown = names.find((name) => name !== '' && !pages.some((page) => page.name === name));
  if (unknown !== undefined) return m.ready_csv_page({ name: unknown });
  const texts = Object.fromEntries([...cells].filter(([head, cell]) => !OWN.includes(head) && cell !== ''));
  if (Object.keys(texts).length === 0) return m.ready_text_missing();
  const pageIds = pages.filter(({ name }) => names.includes(name)).map(({ id }) => id);
  const shortcut = (cells.get('shortcut') ?? '').replace(/^\//, '');
  return { shortcut, title: cells.get('title') ?? '', texts, scope, pageIds };
}
