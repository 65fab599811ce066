import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import jsqr from 'jsqr';
import type { Browser } from 'playwright-core';
import type * as pdfReader from 'unpdf/pdfjs';

/** Enough for a phone's camera: two dots for a point. */
const SCALE = 2;
const reader = readFileSync(fileURLToPath(import.meta.resolve('unpdf/pdfjs')), 'utf8');

/** What the code on a PDF's first page says: drawn by Chromium as a client's own would, read by another program. */
export async function codeOnPaper(browser: Browser, pdf: Uint8Array): Promise<string | undefined> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const address = await page.evaluate(
      (code) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' })),
      reader,
    );
    // As a text: what the tests are built with would make something else of it.
    const pdfjs = await page.evaluateHandle<typeof pdfReader>(`import('${address}')`);
    const given = { pdfjs, pdf: Buffer.from(pdf).toString('base64'), scale: SCALE };
    const { width, height, dots } = await page.evaluate(drawn, given);
    return jsqr.default(new Uint8ClampedArray(Buffer.from(dots, 'base64')), width, height)?.data;
  } finally {
    await context.close();
  }
}

type Given = { pdfjs: Pick<typeof pdfReader, 'getDocument'>; pdf: string; scale: number };

/** In the page. */
async function drawn({ pdfjs, pdf, scale }: Given) {
  const data = Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0));
  const page = await (await pdfjs.getDocument({ data }).promise).getPage(1);
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  const canvasContext = canvas.getContext('2d');
  if (!canvasContext) throw new Error('there is nothing to draw on');
  await page.render({ canvas, canvasContext, viewport }).promise;
  const { data: dots } = canvasContext.getImageData(0, 0, canvas.width, canvas.height);
  const asked = new FileReader();
  const read = new Promise((done) => (asked.onload = done));
  asked.readAsDataURL(new Blob([dots]));
  await read;
  const address = typeof asked.result === 'string' ? asked.result : '';
  return { width: canvas.width, height: canvas.height, dots: address.split(',')[1] ?? '' };
}
