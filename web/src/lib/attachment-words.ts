import type { IconName } from './components/icon-names.ts';
import { m } from './paraglide/messages.js';

/** What a client attached, as one word and a mark. Meta sends kinds that its reference does not list. */
export function attachmentWord(type: string): string {
  const words: Record<string, () => string> = {
    image: m.attachment_image,
    audio: m.attachment_audio,
    video: m.attachment_video,
    file: m.attachment_file,
    sticker: m.attachment_sticker,
    fallback: m.attachment_link,
    location: m.attachment_location,
  };
  return Object.hasOwn(words, type) && words[type] ? words[type]() : m.attachment_other();
}

export function attachmentIcon(type: string): IconName {
  const icons: Record<string, IconName> = {
    image: 'image',
    sticker: 'image',
    audio: 'play',
    video: 'play',
    fallback: 'link',
  };
  return (Object.hasOwn(icons, type) && icons[type]) || 'file';
}
