import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { DELIMITERS, type Delimiter } from '#workflows/importing/vocabulary.ts';

type Texts = AsyncIterable<string>;

/** By this much of a file's beginning its delimiter is told. */
const LOOKED_AT = 65_536;

const GUESSING = { preview: 30, skipEmptyLines: 'greedy' as const, delimitersToGuess: [...DELIMITERS] };

/** By what the cells of a row are divided; Excel may say it in a line of its own (`sep=;`). */
export async function guessDelimiter(texts: Texts): Promise<Delimiter> {
  let begin = '';
  for await (const text of texts) {
    begin += text;
    if (begin.length > LOOKED_AT) break;
  }
  const said = /^sep=(.)\r?\n/.exec(begin)?.[1];
  const guessed = said ?? Papa.parse(begin, GUESSING).meta.delimiter;
  return DELIMITERS.find((delimiter) => delimiter === guessed) ?? ';';
}

/** Its rows, one after another, and no more in memory than a few. */
export async function* csvRows(texts: Texts, delimiter: Delimiter): AsyncGenerator<string[]> {
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter });
  const source = Readable.from(texts);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let isFirst = true;
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      const isSaying = isFirst && /^sep=.?$/.test(row[0] ?? '');
      isFirst = false;
      if (!isSaying) yield row;
    }
  } finally {
    source.destroy();
  }
}
