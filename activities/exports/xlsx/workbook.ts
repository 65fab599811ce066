import type { Table } from '../table.ts';
import { stylesXml } from './styles.ts';
import { escapeXml } from '../xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What stands in a workbook beside its sheets: the name of each part, and the part. */
export function workbookParts({ name, reader }: Table, sheets: number): [string, string][] {
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1);
  return [
    ['xl/workbook.xml', workbookXml(name, numbers)],
    ['xl/_rels/workbook.xml.rels', sheetLinksXml(numbers)],
    ['xl/styles.xml', stylesXml(reader.language)],
    ['_rels/.rels', linksXml([['rId1', 'officeDocument', 'xl/workbook.xml']])],
    ['[Content_Types].xml', typesXml(numbers)],
  ];
}

function workbookXml(name: string, numbers: number[]): string {
  const sheets = numbers.map((number) => {
    const shown = escapeXml(number === 1 ? name : `${name} ${number}`);
    return `<sheet name="${shown}" sheetId="${number}" r:id="rId${number}"/>`;
  });
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

const sheetLinksXml = (numbers: number[]): string =>
  linksXml([
    ...numbers.map((number): Link => [`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`]),
    [`rId${numbers.length + 1}`, 'styles', 'styles.xml'],
  ]);

type Link = [id: string, type: string, target: string];

function linksXml(links: Link[]): string {
  const lines = links.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`;
}

function typesXml(numbers: number[]): string {
  const part = (path: string, type: string) => `<Override PartName="/xl/${path}" ContentType="${TYPE}.${type}+xml"/>`;
  return [
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    part('workbook.xml', 'sheet.main'),
    part('styles.xml', 'styles'),
    ...numbers.map((number) => part(`worksheets/sheet${number}.xml`, 'worksheet')),
    '</Types>',
  ].join('');
}
