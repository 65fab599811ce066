import { buffer } from 'node:stream/consumers';
import type { Context } from 'hono';
import type { CompanyContent } from '#db/companies/write.ts';
import { NOBODY } from '#db/documents/parties.ts';
import { pictureSize } from '#platform/store/picture-size.ts';
import type { DocumentContent, Seller } from '#workflows/documents/content.ts';
import { printedOf } from '#workflows/documents/printed.ts';
import { ApiError } from '../errors/error.ts';
import { sentFile } from '../files/kept.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';

/** Each document of the company has it in its file. */
const BYTES_MAX = 512 * 1024;
/** On either side; decoded, a picture has four bytes for each. */
const PIXELS_MAX = 2_000;
const MIMES = ['image/png', 'image/jpeg'];

/** Refuses what cannot stand at the head of a document: it is looked at here, since no document waits for it then. */
export async function checkLogo(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  { logoId: id, ...seller }: CompanyContent,
): Promise<void> {
  if (!id) return;
  const file = await sentFile(deps, c, id);
  if (!file) throw new ApiError('UNKNOWN_FILE');
  if (!MIMES.includes(file.mime)) throw new ApiError('LOGO_UNREADABLE');
  if (file.size > BYTES_MAX) throw new ApiError('LOGO_TOO_LARGE', { most: BYTES_MAX, size: file.size });
  const content = await buffer(await file.read({ start: 0, end: file.size - 1 }));
  const size = pictureSize(content);
  if (!size) throw new ApiError('LOGO_UNREADABLE');
  if (Math.max(size.width, size.height) > PIXELS_MAX)
    throw new ApiError('LOGO_TOO_WIDE', { most: PIXELS_MAX, ...size });
  const logo = { id, sha256: '', mime: file.mime };
  if (!(await isSet(deps, { ...seller, logo }, content))) throw new ApiError('LOGO_UNREADABLE');
}

/** What sets documents has the last word of what it takes. */
async function isSet({ typesetter }: ApiDeps, seller: Seller, content: Buffer): Promise<boolean> {
  const printed = printedOf(BLANK, { seller, buyer: NOBODY }, null);
  return typesetter.svg(printed, content).then(
    () => true,
    () => false,
  );
}

const BLANK: DocumentContent = {
  kind: 'invoice',
  date: '2026-11-26',
  dueDate: null,
  currency: 'UAH',
  rate: null,
  withVat: false,
  discount: 0,
  lines: [],
  ground: '',
  text: '',
  remarks: '',
};
