import { momentsFor } from '../moments.ts';
import { cleanLine, cleanText } from '../paper/clean.ts';
import { above } from '../pdf/above.ts';
import { GREY, MARGIN, type Paper, writeDocument } from '../pdf/document.ts';
import type { Look } from '../pdf/ink.ts';
import type { Transcript } from './transcript.ts';

const WHO: Look = { size: 9.5, weight: 'strong' };
const TEXT: Look = { size: 9.5 };
const NOTE: Look = { size: 8.5, colour: GREY };
const LINE = 13.5;

/** A conversation on paper: who said what when, one after another. */
export const writeTranscriptPdf = (path: string, transcript: Transcript): Promise<void> =>
  writeDocument(
    path,
    { title: cleanLine(transcript.title), language: transcript.reader.language, layout: 'portrait' },
    (paper) => draw(paper, transcript),
  );

async function draw(paper: Paper, { title, says, pages, reader }: Transcript): Promise<void> {
  const { ink, width } = paper;
  const momentOf = momentsFor(reader);
  paper.turn();
  let y = above(paper, title, says);
  const put = (text: string, look: Look, x = MARGIN): void => {
    ink.line(text, x, y, look);
  };
  const next = (lines: number): void => {
    y += LINE;
    if (y + LINE * (lines - 1) <= paper.bottom) return;
    paper.turn();
    y = MARGIN + LINE;
  };
  for await (const page of pages) {
    for (const { who, at, text, notes } of page) {
      y += LINE / 2;
      // Who speaks does not stand alone at the end of a page.
      next(2);
      const name = ink.wrapped(cleanLine(who), width - 120, WHO, 1)[0] ?? '';
      put(name, WHO);
      put(momentOf(at), NOTE, MARGIN + ink.widthOf(name, WHO) + 6);
      const lines = text === '' ? [] : ink.wrapped(cleanText(text), width, TEXT).map((line) => [line, TEXT] as const);
      const added = notes.flatMap((note) => ink.wrapped(cleanLine(note), width, NOTE));
      for (const [line, look] of [...lines, ...added.map((line) => [line, NOTE] as const)]) {
        next(1);
        put(line, look);
      }
    }
    await paper.settle();
  }
}
