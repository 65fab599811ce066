import { createHmac, randomInt } from 'node:crypto';
import type { Attachment } from '../world.ts';
import { checkMessage } from './check-message.ts';
import { wrong } from './error.ts';
import { text } from './request.ts';

export type Upload = {
  id: string;
  page: string | null;
  type: string;
  name: string;
  mime: string;
  at: number;
  bytes: Buffer;
};

const megabyte = 1_048_576;
const expiresAfterMs = 90 * 24 * 3_600_000;
const knownPrefix: Record<string, string> = { image: 'image/', audio: 'audio/', video: 'video/' };

/** Files that pages and people sent, each at an address of its own that expires as those of Meta's CDN do. */
export class Uploads {
  readonly uploads = new Map<string, Upload>();
  private readonly origin: () => string;
  private readonly secret: string;

  constructor(origin: () => string, secret: string) {
    this.origin = origin;
    this.secret = secret;
  }

  keep(file: Omit<Upload, 'id' | 'at'>): Upload {
    checkFile(file);
    const upload = { ...file, id: String(randomInt(1e14, 2.8e14)), at: Date.now() };
    this.uploads.set(upload.id, upload);
    return upload;
  }

  /** The attachment of a page's request, fetched or found; throws 2018008, 2018047, 2018074 or 2018109. */
  async fromRequest(page: string, type: string, payload: Record<string, unknown>, file: File | null): Promise<Upload> {
    const id = text(payload['attachment_id']);
    if (id !== undefined) return this.find(page, id);
    if (file)
      return this.keep({ page, type, name: file.name, mime: file.type, bytes: Buffer.from(await file.arrayBuffer()) });
    return this.keep({ page, type, ...(await fetchFile(text(payload['url']) ?? '', type)) });
  }

  /** The attachment of a `message` that is only uploaded, not sent. */
  fromMessage(page: string, message: unknown, file: File | null): Promise<Upload> {
    const { attachment } = checkMessage(message, file !== null);
    if (!attachment || attachment.type === 'template') throw wrong('Param message[attachment] must be a file', 2018032);
    return this.fromRequest(page, attachment.type, attachment.payload, file);
  }

  attachmentOf({ id, name, type }: Upload): Attachment {
    const until = Math.floor(Date.now() / 1000 + 7 * 24 * 3600).toString(16);
    const query = `oh=${this.signature(id, until)}&oe=${until}`;
    return { type, payload: { url: `${this.origin()}/cdn/${id}/${encodeURIComponent(name)}?${query}` } };
  }

  /** The file behind a signed address; null when the signature is wrong or its time is over. */
  open(id: string, hash: string, until: string): Upload | null {
    if (this.signature(id, until) !== hash || Number.parseInt(until, 16) * 1000 < Date.now()) return null;
    return this.uploads.get(id) ?? null;
  }

  private find(page: string, id: string): Upload {
    const upload = this.uploads.get(id);
    if (!upload || upload.page !== page || Date.now() - upload.at > expiresAfterMs)
      throw wrong('Invalid attachment id', 2018074);
    return upload;
  }

  private signature(id: string, until: string): string {
    return createHmac('sha256', this.secret).update(`${id}.${until}`).digest('hex').slice(0, 32);
  }
}

function checkFile({ type, mime, bytes }: Pick<Upload, 'type' | 'mime' | 'bytes'>): void {
  if (bytes.length > (type === 'image' ? 8 : 25) * megabyte)
    throw wrong('Attachment size exceeds allowable limit', 2018109);
  if (mime === '' || !mime.startsWith(knownPrefix[type] ?? ''))
    throw wrong('Upload attachment failure: the type of the file does not match the type of the attachment', 2018047);
}

async function fetchFile(url: string, type: string): Promise<Pick<Upload, 'name' | 'mime' | 'bytes'>> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(type === 'video' ? 75_000 : 10_000) });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const mime = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    return {
      name: new URL(url).pathname.split('/').at(-1) || 'file',
      mime,
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
  } catch (error) {
    throw wrong(
      `Failed to fetch the file from the url: ${error instanceof Error ? error.message : String(error)}`,
      2018008,
    );
  }
}
