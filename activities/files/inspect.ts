import type { FileKind } from '#db/entities/file.ts';
import { kindOfFile, type Told, UNKNOWN } from '#platform/store/kind.ts';
import { type Picture, readPicture } from './picture.ts';

export interface Inspected {
  kind: FileKind;
  mime: string;
  picture: Picture | null;
}

/** What Messenger does not send on as a picture or a video, and a browser shows as one. */
const SHOWN = new Map<string, FileKind>([
  ['image/webp', 'image'],
  ['image/avif', 'image'],
  ['video/webm', 'video'],
  ['video/quicktime', 'video'],
]);

/** What a file that came is, by what it holds: whoever sent it says anything. */
export async function inspect(path: string, type: string): Promise<Inspected> {
  const told = shownAs(await kindOfFile(path), type);
  if (told.kind !== 'image') return { ...told, picture: null };
  const picture = await readPicture(path);
  // It has a picture's beginning and is none, or is too large to be one.
  return picture ? { ...told, picture } : { ...UNKNOWN, picture: null };
}

/** A voice message lies in the same container as a video; which of the two it is nobody knows better than Meta. */
function shownAs({ kind, mime }: Told, type: string): Told {
  if (type === 'audio' && mime === 'video/mp4') return { kind: 'audio', mime: 'audio/mp4' };
  return { kind: SHOWN.get(mime) ?? kind, mime };
}
