import type { Pool } from 'pg';
import type { AskedExport } from '#db/exports/write.ts';
import type { Report } from '../write-list.ts';
import { findAskedChat, type Said, saidIn, transcriptHead } from './transcript.ts';
import { writeTranscriptPrint } from './transcript-print.ts';

/** The conversation of one chat; how many messages, or null where whoever asked may not see it any more. */
export async function writeTranscript(
  pool: Pool,
  asked: AskedExport,
  path: string,
  report: Report,
): Promise<number | null> {
  const chat = await findAskedChat(pool, asked);
  if (!chat) return null;
  let done = 0;
  async function* pages(): AsyncGenerator<Said[]> {
    for await (const said of saidIn(pool, asked, chat!)) {
      yield said;
      done += said.length;
      await report(done, done);
    }
  }
  const [title, says] = await transcriptHead(pool, asked, chat);
  const transcript = { reader: asked, title, says, pages: pages() };
  if (asked.format === 'pdf') await (await import('./transcript-pdf.ts')).writeTranscriptPdf(path, transcript);
  else await writeTranscriptPrint(path, transcript);
  return done;
}
