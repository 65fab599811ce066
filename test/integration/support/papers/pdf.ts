import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { getDocumentProxy } from 'unpdf';
import { expect } from 'vitest';
import { z } from 'zod';

/** As a PDF says what its pages are made of. */
const node: z.ZodType<{ role?: string | undefined; children?: unknown[] | undefined }> = z.object({
  role: z.string().optional(),
  children: z.array(z.unknown()).optional(),
});
const font = z.object({ name: z.string(), missingFile: z.boolean().optional() });
const plain = (text: string): string => text.replace(/\s+/g, ' ');

/** What the database keeps of a document: each word and sum that has to stand there, its file, its payment code. */
export interface Kept {
  sha256: string;
  url: string;
  words: string[];
}

export async function keptOf(pool: Pool, id: string): Promise<Kept> {
  const { rows } = await pool.query<Kept>(
    `select f.sha256, d.printed -> 'qr' ->> 'url' as url,
       array[d.number, d.printed ->> 'title', d.printed ->> 'subtitle'] || array(
         select jsonb_array_elements_text(d.printed -> 'words') union all select t ->> 'sum'
         from jsonb_array_elements(d.printed -> 'totals') t union all select cell
         from jsonb_array_elements(d.printed -> 'rows') r, jsonb_array_elements_text(r) cell) as words
     from document d join file f on f.id = d.file_id where d.id = $1`,
    [id],
  );
  const [kept] = rows;
  if (!kept) throw new Error('nothing is kept of it');
  return kept;
}

/** The very file, which says all that is kept of it, as a text that can be taken out and read aloud. */
export async function expectKept(bytes: Uint8Array, kept: Kept): Promise<void> {
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(kept.sha256);
  const { text, roles, fonts } = await read(bytes);
  for (const words of kept.words) expect(text).toContain(plain(words));
  expect(roles).toEqual(expect.arrayContaining(['H1', 'Table', 'TH', 'TD', 'Figure']));
  // Of each font the signs that are used, in the file itself.
  expect(fonts.length).toBeGreaterThan(0);
  for (const { name, missingFile } of fonts)
    expect([name, missingFile]).toEqual([expect.stringMatching(/^[A-Z]{6}\+/), false]);
}

/** Of the first page; of a copy, since the reader takes what it is given. */
async function read(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const page = await pdf.getPage(1);
  const { items, styles } = await page.getTextContent();
  const text = plain(items.flatMap((item) => ('str' in item ? [item.str] : [])).join(' '));
  await page.getOperatorList();
  const fonts = Object.keys(styles).map((name) => font.parse(page.commonObjs.get(name)));
  return { text, fonts, roles: rolesIn(await page.getStructTree()) };
}

function rolesIn(tree: unknown): string[] {
  const { role = '', children = [] } = node.parse(tree);
  return [role, ...children.flatMap(rolesIn)];
}
