import sharp from 'sharp';
import { getDocumentProxy } from 'unpdf';
import { afterAll, expect, test } from 'vitest';
import { createTypesetter } from '#platform/typesetting/typesetter.ts';
import { codeOn } from '#test/integration/support/pdf/pixels.ts';
import { BUYER, content, SELLER } from '#test/unit/workflows/documents/documents-stage.ts';
import { printedOf } from '#workflows/documents/printed.ts';

const typesetter = createTypesetter();
afterAll(() => typesetter.stop());

const AT = new Date('2026-11-26T10:00:00Z');
const HOSTILE = '#read("x") *b* $x$ {{client}} =1+1 \u202Egnp.exe ґ’єїі₴№';
const long = Array.from({ length: 60 }, (_, at) => ({
  name: at === 0 ? HOSTILE : `Шафа ${at} ${'дуже довга назва '.repeat(at === 1 ? 17 : 1)}`,
  unit: 'шт',
  quantity: 1000,
  price: 100_00 + at,
  vat: 20 as const,
}));
const printed = printedOf(content({ lines: long }), { seller: SELLER, buyer: BUYER }, 'РФ-0001');

interface Node {
  role?: string;
  alt?: string;
  children?: Node[];
}
const rolesIn = (node: Node): string[] => [node.role ?? '', ...(node.children ?? []).flatMap(rolesIn)];

test('F46: the same data of one moment are the same bytes', async () => {
  const [one, other] = [await typesetter.pdf(printed, null, AT), await typesetter.pdf(printed, null, AT)];
  expect(one.equals(other)).toBe(true);
  expect(one.equals(await typesetter.pdf(printed, null, new Date('2026-11-26T10:00:01Z')))).toBe(false);
});

test('F46: a PDF is tagged, has its fonts in it, and its text is what was typed', async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await typesetter.pdf(printed, null, AT)));
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
  expect(pages.length).toBeGreaterThan(1);
  const contents = await Promise.all(pages.map((page) => page.getTextContent()));
  const items = contents.flatMap((page) => page.items.flatMap((item) => ('str' in item ? [item.str] : [])));
  const text = items.join(' ').replace(/\s+/g, ' ');
  expect(text).toContain('#read("x") *b* $x$ {{client}} =1+1 gnp.exe ґ’єїі₴№');
  expect(text).toContain('Всього з ПДВ');
  for (const { sum } of printed.totals) expect(text).toContain(sum.replace(/\s/g, ' '));
  const trees = await Promise.all(pages.map((page) => page.getStructTree()));
  const roles = trees.flatMap((tree) => rolesIn(tree as Node));
  expect(roles).toEqual(expect.arrayContaining(['H1', 'Table', 'TH', 'TD', 'Figure']));
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: 'Рахунок на оплату № РФ-0001', Language: 'uk' });
  const fonts = Object.values(contents[0]?.styles ?? {});
  expect(fonts.length).toBeGreaterThan(0);
});

test.each(['003', '002'] as const)(
  'F46: the payment code, %s, is read back from the pixels of the PDF',
  async (qrFormat) => {
    const short = printedOf(content(), { seller: { ...SELLER, qrFormat }, buyer: BUYER }, 'РФ-0001');
    expect(await codeOn(await typesetter.pdf(short, null, AT))).toBe(short.qr?.url);
  },
);

const png = (width: number, background: string): Promise<Buffer> =>
  sharp({ create: { width, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
const withLogo = (mime: string) => {
  const seller = { ...SELLER, logo: { id: '1', sha256: '', mime } };
  return printedOf(content(), { seller, buyer: BUYER }, 'РФ-0001');
};

test('F46: a logo stands at the head with words for who does not see it, and is a part of the bytes', async () => {
  const [red, blue] = [await png(120, 'red'), await png(120, 'blue')];
  const first = await typesetter.pdf(withLogo('image/png'), red, AT);
  expect(first.equals(await typesetter.pdf(withLogo('image/png'), blue, AT))).toBe(false);
  expect(first.equals(await typesetter.pdf(withLogo('image/png'), red, AT))).toBe(true);
  const page = await (await getDocumentProxy(new Uint8Array(first))).getPage(1);
  const tree = JSON.stringify(await page.getStructTree());
  expect(tree).toContain('Логотип: ТОВ «Дім»');
  expect(tree.indexOf('Логотип')).toBeLessThan(tree.indexOf('"H1"'));
  const jpeg = await sharp(red).jpeg().toBuffer();
  expect((await typesetter.pdf(withLogo('image/jpeg'), jpeg, AT)).length).toBeGreaterThan(10_000);
  await expect(typesetter.svg(withLogo('image/png'), red.subarray(0, 60))).rejects.toThrow('could not be set');
  // Nothing is left of it for whom it is not.
  await expect(typesetter.svg(withLogo('image/png'), null)).rejects.toThrow('could not be set');
});

test('F46: what cannot be set is refused, and the next one is set', async () => {
  const broken = { ...printed, rows: [[]], head: ['№'] };
  await expect(typesetter.svg(broken, null)).rejects.toThrow('could not be set');
  expect((await typesetter.svg(printed, null)).length).toBeGreaterThan(10_000);
});
