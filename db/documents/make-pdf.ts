import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { putObject } from '#db/files/objects.ts';
import type { FileFacts } from '#db/files/read.ts';
import type { FileStore } from '#platform/store/file-store.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import { cancelledOf, type Printed } from '#workflows/documents/printed.ts';
import { readLogo } from './logo.ts';
import { findPaper, keepPdf, type Paper } from './paper.ts';

export interface PdfDeps {
  pool: Pool;
  store: FileStore;
  typesetter: { pdf(printed: Printed, logo: Buffer | null, at: Date): Promise<Buffer> };
}

/**
 * The PDF of a document that was issued, made once and kept: of what was kept at issue, so whoever makes it makes the
 * same bytes. Null: there is no such document.
 */
export async function ensurePdf(deps: PdfDeps, id: string): Promise<FileFacts | null> {
  const paper = await findPaper(deps.pool, id);
  if (!paper || paper.file) return paper?.file ?? null;
  const content = await deps.typesetter.pdf(
    paper.state === 'cancelled' ? cancelledOf(paper.printed) : paper.printed,
    await readLogo(deps.pool, deps.store, paper.printed),
    paper.at,
  );
  const size = content.length;
  const objectKey = await putObject(deps.pool, deps.store, Readable.from([content]), size);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await keepPdf(deps.pool, paper, { name: nameOf(paper), size, objectKey, sha256 });
  return (await findPaper(deps.pool, id))?.file ?? null;
}

/** As the client will see it; strokes stand in numbers and not in names of files. */
function nameOf({ printed, state }: Paper): string {
  const name = `${printed.title} ${printed.subtitle}`.replaceAll('/', '-').replace(/\.$/, '');
  return cleanName(`${name}${state === 'cancelled' ? ' (анульовано)' : ''}.pdf`);
}
