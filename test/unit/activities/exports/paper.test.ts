import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, expect, test } from 'vitest';
import { writePrint } from '#activities/exports/paper/write-print.ts';
import { writePdf } from '#activities/exports/pdf/write-pdf.ts';
import type { Cell, Table } from '#activities/exports/table.ts';

const folder = mkdtempSync(join(tmpdir(), 'rozmova-paper-'));
const path = join(folder, 'chats.pdf');
afterAll(() => rmSync(folder, { recursive: true }));

function tableOf(rows: Cell[][]): Table {
  // oxlint-disable-next-line require-await -- rows come one page after another, as from a database
  const pages = (async function* () {
    yield rows;
  })();
  const columns = ['№', 'Ім’я', 'Створено'].map((head) => ({ head, width: 20 }));
  const says = ['Статус: Новий', 'Пошук: «лампа»'];
  const reader = { language: 'uk', timeZone: 'Europe/Kyiv' } as const;
  return { reader, name: 'Чати', title: 'Чати з Facebook', says, columns, pages };
}

const row = (n: number, name: string): Cell[] => [n, name, new Date('2026-11-20T22:30:15Z')];

async function read(): Promise<{ pages: string[]; title: unknown; language: unknown }> {
  const document = await getDocumentProxy(new Uint8Array(readFileSync(path)));
  const { text } = await extractText(document);
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, unknown> };
  return { pages: text, title: info['Title'], language: info['Language'] };
}

test('F26: PDF holds Ukrainian, name and what was asked for, head and the page of how many on each', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => row(at + 1, 'Ґалаґан Юлія-Єва Її'));
  await writePdf(path, tableOf(rows));
  const { pages, title, language } = await read();
  expect([title, language, pages.length]).toEqual(['Чати з Facebook', 'uk', 3]);
  expect(pages[0]).toContain('Статус: Новий');
  expect(pages[0]).toContain('Пошук: «лампа»');
  pages.forEach((text, at) => {
    for (const head of ['№', 'Ім’я', 'Створено']) expect(text).toContain(head);
    // How far two pieces of a line stand apart a reader makes out by itself.
    expect(text.replace(/\s+/g, '')).toContain(`Сторінка${at + 1}з3`);
  });
  const all = pages.join('\n');
  expect(all.match(/Ґалаґан Юлія-Єва Її/g)).toHaveLength(60);
  expect(all.match(/21\.11\.2026 00:30/g)).toHaveLength(60);
});

test('F26: PDF: names as long as one likes, drawn signs and turned directions keep to their column', async () => {
  await writePdf(path, tableOf([row(1, `${'ж'.repeat(300)} 🙂 \u202Eabc ₴`), row(2, 'я '.repeat(5_000))]));
  const { pages } = await read();
  expect(pages).toHaveLength(1);
  const text = pages[0]?.replace(/\s/g, '') ?? '';
  expect(text).toContain(`${'ж'.repeat(300)}🙂abc₴`);
  expect(text).toContain('…');
});

test('F26: what a page for a printer holds is text, whatever a client calls themselves', async () => {
  await writePrint(path, tableOf([row(1, '<script>alert(1)</script>&"'), row(2, '\u202E=1+1')]));
  const html = readFileSync(path, 'utf8');
  expect(html).toContain('<td>&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;</td>');
  expect(html).toContain('<td>=1+1</td><td>21.11.2026 00:30</td>');
  expect(html).not.toMatch(/<script|style=| on\w+=/);
  expect(html).toContain('<html lang="uk" class="wide">');
});

test('F26: where reading breaks off, drawing does, and says so', async () => {
  // oxlint-disable-next-line require-await -- see above
  async function* pages(): AsyncGenerator<Cell[][]> {
    yield [row(1, 'Олена')];
    throw new Error('the database is away');
  }
  await expect(writePdf(path, { ...tableOf([]), pages: pages() })).rejects.toThrow('the database is away');
  await expect(writePdf(join(folder, 'nowhere', 'a.pdf'), tableOf([row(1, 'Олена')]))).rejects.toThrow('ENOENT');
});
