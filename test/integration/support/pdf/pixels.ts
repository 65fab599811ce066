import { PDFiumLibrary } from '@hyzyla/pdfium';
import jsqr from 'jsqr';

/** Of an inch: as a good screen shows it, and less than any printer. */
const DPI = 150;

/** What the first code says on the first page of a PDF, as a camera has it: of its pixels, by a reader of its own. */
export async function codeOn(pdf: Uint8Array): Promise<string | undefined> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  try {
    const { data, width, height } = await document.getPage(0).render({ scale: DPI / 72, render: 'bitmap' });
    return jsqr.default(new Uint8ClampedArray(data), width, height)?.data;
  } finally {
    document.destroy();
    library.destroy();
  }
}
