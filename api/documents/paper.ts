import type { Context } from 'hono';
import type { z } from 'zod';
import { hiddenBy } from '#db/document-templates/choose.ts';
import { ensurePdf } from '#db/documents/make-pdf.ts';
import { readLogo } from '#db/documents/logo.ts';
import { findPaper } from '#db/documents/paper.ts';
import { findParties } from '#db/documents/parties.ts';
import { findDocument } from '#db/documents/read.ts';
import { readContent } from '#db/files/content.ts';
import { cancelledOf, type Printed, printedOf } from '#workflows/documents/printed.ts';
import { ApiError } from '../errors/error.ts';
import { disposition } from '../files/disposition.ts';
import { streamOf } from '../files/stream.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { draftFrom } from './draft.ts';
import type { changedDocument } from './schema.ts';

/** Shown in a picture and never as a page: nothing in it runs. */
const NOTHING_RUNS = "sandbox; default-src 'none'";

export async function preview(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  given: z.infer<typeof changedDocument>,
): Promise<Response> {
  // What says its text itself is shown whatever template it came from.
  const asked = given.text === undefined ? given : { ...given, templateId: undefined };
  const { hidden, ...draft } = await draftFrom(deps, c, asked, null);
  const { templateId, templateVersion = null } = given;
  const parties = await findParties(deps.database.pool, draft.companyId, draft.contactId);
  if (!parties) throw new ApiError('UNKNOWN_COMPANY');
  const left = templateId === undefined ? hidden : await hiddenBy(deps.database.pool, templateId, templateVersion);
  return picture(deps, c, printedOf({ ...draft, hidden: left ?? [] }, parties, null));
}

/** As it stands: a draft with what both sides are now, one that was issued as it was printed. */
export async function look(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<Response> {
  const { pool } = deps.database;
  const row = await findDocument(pool, id);
  if (!row) throw new ApiError('NOT_FOUND');
  const paper = await findPaper(pool, id);
  if (paper) return picture(deps, c, paper.state === 'cancelled' ? cancelledOf(paper.printed) : paper.printed);
  const parties = await findParties(pool, row.company.id, row.contact?.id ?? null);
  if (!parties) throw new ApiError('NOT_FOUND');
  return picture(deps, c, printedOf(row, parties, null));
}

export async function picture(
  { typesetter, store, database }: ApiDeps,
  c: Context<ApiEnv>,
  printed: Printed,
): Promise<Response> {
  const svg = await typesetter.svg(printed, await readLogo(database.pool, store, printed));
  return c.body(new Uint8Array(svg), 200, {
    'content-type': 'image/svg+xml',
    'content-security-policy': NOTHING_RUNS,
  });
}

/** Made at the first time somebody asks for it, and the same ever after. */
export const pdf = (deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<Response> =>
  sendPdf(deps, c, id, 'attachment');

export async function sendPdf(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  id: string,
  how: 'attachment' | 'inline',
): Promise<Response> {
  const { pool } = deps.database;
  const file = await ensurePdf({ pool, store: deps.store, typesetter: deps.typesetter }, id);
  if (!file) throw new ApiError((await findDocument(pool, id)) ? 'DOCUMENT_NOT_ISSUED' : 'NOT_FOUND');
  return c.body(await streamOf(readContent(pool, deps.store, file)), 200, {
    'content-type': 'application/pdf',
    'content-length': String(file.size),
    'cache-control': 'private, no-store',
    'content-security-policy': NOTHING_RUNS,
    'content-disposition': disposition(how, file.name),
  });
}
