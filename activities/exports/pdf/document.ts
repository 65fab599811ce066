import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Language } from '#db/entities/employee.ts';
import { WORDS } from '../words.ts';
import { FONTS } from './fonts.ts';
import { Ink } from './ink.ts';
import { Total } from './total.ts';

export const MARGIN = 36;
/** What of its document stays in memory until it is written. */
const UNWRITTEN_MAX = 1_000_000;
export const GREY = '#5c5c5c';

export interface Paper {
  doc: PDFKit.PDFDocument;
  ink: Ink;
  width: number;
  /** Where the foot of a page begins. */
  bottom: number;
  /** A new page with its foot. */
  turn(): void;
  /** After the last page: how many there are. */
  count(): void;
  /** Until what was drawn is written, so that memory stays flat however long it is. */
  settle(): Promise<void>;
}

interface About {
  title: string;
  language: Language;
  layout: 'portrait' | 'landscape';
}

/** A document on A4 that is written while it is drawn. */
export async function writeDocument(path: string, about: About, draw: (paper: Paper) => Promise<void>): Promise<void> {
  const doc = begin(about);
  const written = pipeline(doc, createWriteStream(path, { mode: 0o600, flush: true }));
  // It is said below, after drawing has stopped.
  written.catch(() => undefined);
  try {
    const paper = paperOf(doc, about);
    await draw(paper);
    paper.count();
    doc.end();
  } catch (error) {
    doc.destroy(error as Error);
  }
  await written;
}

function begin({ title, language, layout }: About): PDFKit.PDFDocument {
  return new PDFDocument({
    size: 'A4',
    layout,
    margin: 0,
    autoFirstPage: false,
    lang: language,
    displayTitle: true,
    info: { Title: title },
    font: FONTS.plain,
  });
}

function paperOf(doc: PDFKit.PDFDocument, { title, language, layout }: About): Paper {
  const [width, height] = layout === 'landscape' ? [841.89, 595.28] : [595.28, 841.89];
  const ink = new Ink(doc);
  const total = new Total(doc);
  const foot = { size: 7.5, colour: GREY };
  // What is said of all pages is as wide as it will be, or less.
  const split = width - MARGIN - ink.widthOf(WORDS[language].ofPages(9_999), foot);
  let page = 0;
  return {
    doc,
    ink,
    width: width - 2 * MARGIN,
    bottom: height - MARGIN - 16,
    turn: () => {
      doc.addPage();
      page++;
      const number = WORDS[language].pageNumber(page);
      ink.line(ink.wrapped(title, width - 2 * MARGIN - 120, foot, 1)[0] ?? '', MARGIN, height - MARGIN, foot);
      ink.line(number, split - ink.widthOf(number, foot), height - MARGIN, foot);
      total.put(split, height - MARGIN);
    },
    count: () => total.write(WORDS[language].ofPages(page), foot),
    settle: async () => {
      ink.forget();
      do {
        await setTimeout(1);
        if (doc.destroyed) throw new Error('the document cannot be written');
      } while (doc.readableLength > UNWRITTEN_MAX);
    },
  };
}
