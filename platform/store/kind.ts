export type ContentKind = 'image' | 'audio' | 'video' | 'file';

export interface Told {
  kind: ContentKind;
  mime: string;
}

export const UNKNOWN: Told = { kind: 'file', mime: 'application/octet-stream' };
/**
 * What a browser may show in place, and what Messenger shows as a picture (messenger-platform §3.4). An animated PNG is
 * one, too.
 */
const IMAGES = new Map([
  ['image/png', 'image/png'],
  ['image/apng', 'image/png'],
  ['image/jpeg', 'image/jpeg'],
  ['image/gif', 'image/gif'],
]);

/**
 * Kind and type of a file by its first bytes, never by its name or by what a browser says. What could run in a page is
 * of no known type.
 */
export async function kindOf(content: Uint8Array): Promise<Told> {
  const { fileTypeFromBuffer } = await import('file-type');
  return told(await fileTypeFromBuffer(content).catch(() => undefined));
}

/** The same of a file that stands on the disk. */
export async function kindOfFile(path: string): Promise<Told> {
  const { fileTypeFromFile } = await import('file-type');
  return told(await fileTypeFromFile(path).catch(() => undefined));
}

function told(found: { mime: string } | undefined): Told {
  // "audio/ogg; codecs=opus": the parameter tells nobody anything.
  const mime = found?.mime.split(';')[0]?.trim() ?? UNKNOWN.mime;
  const image = IMAGES.get(mime);
  if (image) return { kind: 'image', mime: image };
  if (mime.startsWith('audio/')) return { kind: 'audio', mime };
  // The one sort of video for which Messenger has a player for certain; others arrive as files.
  if (mime === 'video/mp4') return { kind: 'video', mime };
  return /xml|html|script|^text\//.test(mime) ? UNKNOWN : { kind: 'file', mime };
}
