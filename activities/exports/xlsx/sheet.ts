import { clockOf } from '../moments.ts';
import type { Cell, Table } from '../table.ts';
import type { Rows } from './rows.ts';
import { STYLES } from './styles.ts';
import { escapeXml } from '../xml.ts';

const AT_ONCE = 500;
const DAY_MS = 86_400_000;
/** The first of January 1970 as Excel counts days. */
const EPOCH = 25_569;
/** Excel refuses a file with more in a cell. */
const CELL_MAX = 32_767;

/** One sheet with its head, which stays in sight and filters, and with as many rows as it takes. */
export async function* sheetXml({ reader, columns }: Table, rows: Rows, sheetRows: number): AsyncGenerator<string> {
  const letters = columns.map((_, at) => letterOf(at));
  const clock = clockOf(reader.timeZone);
  yield begin(columns.map(({ width }) => width));
  yield rowXml(
    1,
    columns.map(({ head }, at) => textXml(`${letters[at]}1`, head, STYLES.head)),
  );
  let last = 1;
  for (let some: Cell[][]; (some = await rows.next(Math.min(AT_ONCE, sheetRows - last))).length > 0;) {
    const from = last + 1;
    last += some.length;
    yield some
      .map((row, n) =>
        rowXml(
          from + n,
          row.map((cell, at) => cellXml(`${letters[at]}${from + n}`, cell, clock)),
        ),
      )
      .join('');
    if (last === sheetRows) break;
  }
  yield `</sheetData><autoFilter ref="A1:${letters.at(-1)}${last}"/></worksheet>`;
}

const begin = (widths: number[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>',
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    '</sheetView></sheetViews><cols>',
    ...widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`),
    '</cols><sheetData>',
  ].join('');

const rowXml = (number: number, cells: string[]): string => `<row r="${number}">${cells.join('')}</row>`;

function cellXml(place: string, cell: Cell, clock: (date: Date) => Date): string {
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return cell === '' ? '' : textXml(place, cell, STYLES.text);
  if (!(cell instanceof Date)) return `<c r="${place}" s="${STYLES.sum}"><v>${cell.kopecks / 100}</v></c>`;
  return `<c r="${place}" s="${STYLES.moment}"><v>${clock(cell).getTime() / DAY_MS + EPOCH}</v></c>`;
}

/** Said to be text, it is no formula, however it begins. Excel reads `_x0041_` as one character, but for its escape. */
function textXml(place: string, text: string, style: number): string {
  const shown = text.slice(0, CELL_MAX).replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_');
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(shown)}</t></is></c>`;
}

const letterOf = (at: number): string => String.fromCharCode('A'.charCodeAt(0) + at);
