import { FONTS } from './fonts.ts';
import type { Look } from './ink.ts';

const NAME = 'Total';

/** What pdfkit has, and its types do not tell. */
interface Inner {
  page: { xobjects: Record<string, unknown> };
  _font: { id: string; ref(): unknown; encode(text: string): [signs: string[], places: unknown[]] };
}
interface Form {
  data: Record<string, unknown>;
  end(content: string): void;
}

/**
 * How many pages there are, on each of them. It is known at the end, when they are written and forgotten: so it is one
 * drawing (ISO 32000, 8.10) that every page names, and that comes after them.
 */
export class Total {
  private readonly doc: PDFKit.PDFDocument;
  private readonly form: Form;

  constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc;
    this.form = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, -10, 200, 20] }) as unknown as Form;
  }

  /** On this page, from there on to the right. */
  put(x: number, y: number): void {
    const { page } = this.doc as unknown as Inner;
    page.xobjects[NAME] = this.form;
    // A page counts from above, a drawing from below.
    this.doc.save().transform(1, 0, 0, -1, x, y).addContent(`/${NAME} Do`).restore();
  }

  /** After the last page, before the end of the document. */
  write(text: string, { size, colour = '#000000' }: Look): void {
    const { _font: font } = this.doc.font(FONTS.plain) as unknown as Inner;
    const [signs] = font.encode(text);
    const paint = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    this.form.data['Resources'] = { Font: { [font.id]: font.ref() } };
    this.form.end(
      `${paint.map((part) => part.toFixed(3)).join(' ')} rg BT /${font.id} ${size} Tf <${signs.join('')}> Tj ET`,
    );
  }
}
