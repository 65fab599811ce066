import { momentsFor } from '../moments.ts';
import { cleanLine } from '../paper/clean.ts';
import { inHtml, PAGE_END, pageHead, writeHtml } from '../paper/write-print.ts';
import type { Said, Transcript } from './transcript.ts';

/** A conversation for a printer. */
export const writeTranscriptPrint = (path: string, transcript: Transcript): Promise<void> =>
  writeHtml(path, pieces(transcript));

async function* pieces({ reader, title, says, pages }: Transcript): AsyncGenerator<string> {
  const momentOf = momentsFor(reader);
  yield `${pageHead(reader.language, title, says, 'narrow')}\n`;
  const saidOf = ({ who, at, text, notes }: Said): string =>
    [
      `<div class="said"><p class="who">${inHtml(cleanLine(who))} `,
      `<time datetime="${at.toISOString()}">${momentOf(at)}</time></p>`,
      text === '' ? '' : `<p class="text" dir="auto">${inHtml(text)}</p>`,
      ...notes.map((note) => `<p class="note">${inHtml(cleanLine(note))}</p>`),
      '</div>\n',
    ].join('');
  for await (const page of pages) yield page.map(saidOf).join('');
  yield PAGE_END;
}
