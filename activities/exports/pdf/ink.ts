import { FONTS, runsOf } from './fonts.ts';

export type Weight = 'plain' | 'strong';

export interface Look {
  size: number;
  weight?: Weight;
  colour?: string;
}

const BLACK = '#1a1a1a';
const segmenter = new Intl.Segmenter();

/** Writes lines on the pages of a document, each sign in a font that has it. */
export class Ink {
  private readonly doc: PDFKit.PDFDocument;

  constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc;
  }

  /** One line whose letters stand on `y`. */
  line(text: string, x: number, y: number, { size, weight = 'plain', colour = BLACK }: Look): void {
    let at = x;
    this.doc.fillColor(colour).fontSize(size);
    for (const run of runsOf(text, weight)) {
      this.doc.font(FONTS[run.font]).text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' });
      at += this.doc.widthOfString(run.text);
    }
  }

  widthOf(text: string, { size, weight = 'plain' }: Look): number {
    this.doc.fontSize(size);
    return runsOf(text, weight).reduce((sum, run) => sum + this.doc.font(FONTS[run.font]).widthOfString(run.text), 0);
  }

  /** A text in lines that are no wider; between words where that is possible. At most so many, the last says more. */
  wrapped(text: string, width: number, look: Look, most = Infinity): string[] {
    const lines: string[] = [];
    for (const paragraph of text.split('\n')) {
      lines.push(...this.wrap(paragraph, width, look));
      if (lines.length > most) break;
    }
    return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]?.slice(0, -1)}…`] : lines;
  }

  private wrap(paragraph: string, width: number, look: Look): string[] {
    if (this.widthOf(paragraph, look) <= width) return [paragraph];
    const lines: string[] = [];
    let [line, taken] = ['', 0];
    for (const word of paragraph.split(/(?<=[\s\-/])/).flatMap((piece) => this.broken(piece, width, look))) {
      const wide = this.widthOf(word, look);
      if (line !== '' && taken + this.widthOf(word.trimEnd(), look) > width) {
        lines.push(line.trimEnd());
        [line, taken] = ['', 0];
      }
      line += word;
      taken += wide;
    }
    return [...lines, line.trimEnd()];
  }

  /** A word that is wider than a line, in pieces that are not. */
  private broken(word: string, width: number, look: Look): string[] {
    if (this.widthOf(word, look) <= width) return [word];
    const pieces: string[] = [];
    let [piece, taken] = ['', 0];
    for (const { segment } of segmenter.segment(word)) {
      const wide = this.widthOf(segment, look);
      if (piece !== '' && taken + wide > width) {
        pieces.push(piece);
        [piece, taken] = ['', 0];
      }
      piece += segment;
      taken += wide;
    }
    return [...pieces, piece];
  }

  /**
   * pdfkit keeps how each word is set, for good: of a hundred thousand names that is more than their file. It has no
   * other way to forget them.
   */
  forget(): void {
    for (const font of Object.values(FONTS)) {
      const { _font } = this.doc.font(font) as unknown as { _font: { layoutCache?: object } };
      if (_font.layoutCache) _font.layoutCache = Object.create(null) as object;
    }
  }
}
