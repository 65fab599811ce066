import type { Context } from 'hono';
import type { z } from 'zod';
import { findCompany } from '#db/companies/read.ts';
import { findParties } from '#db/documents/parties.ts';
import { findDocument } from '#db/documents/read.ts';
import { dayInKyiv } from '#workflows/documents/money.ts';
import { type Printed, printedOf } from '#workflows/documents/printed.ts';
import { sampleOf } from '#workflows/documents/samples.ts';
import { picture } from '../documents/paper.ts';
import { refuseUnknown } from '../documents/texts.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import type { templatePreview } from './schema.ts';

type Asked = z.infer<typeof templatePreview>;

export async function preview(deps: ApiDeps, c: Context<ApiEnv>, asked: Asked): Promise<Response> {
  refuseUnknown(c, { text: asked.text, remarks: asked.remarks });
  const { documentId } = asked;
  return picture(
    deps,
    c,
    documentId === null ? await bySample(deps, asked) : await byDocument(deps, asked, documentId),
  );
}

async function bySample({ database }: ApiDeps, { companyId, sample, ...said }: Asked): Promise<Printed> {
  const seller = companyId === null ? null : await findCompany(database.pool, companyId);
  if (companyId !== null && !seller) throw new ApiError('UNKNOWN_COMPANY');
  const { content, parties } = sampleOf(sample, { ...said, date: dayInKyiv(new Date()) }, seller);
  return printedOf(content, parties, null);
}

/** As that document would look with this text: with its lines and both its sides. */
async function byDocument({ database }: ApiDeps, { kind, text, remarks, hidden }: Asked, id: string): Promise<Printed> {
  const row = await findDocument(database.pool, id);
  const parties = row && (await findParties(database.pool, row.company.id, row.contact?.id ?? null));
  if (!row || !parties) throw new ApiError('UNKNOWN_DOCUMENT');
  return printedOf({ ...row, kind, text, remarks, hidden }, parties, null);
}
