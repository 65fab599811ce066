import type { Language } from '#db/entities/employee.ts';
import type { MessageState } from '#db/entities/message.ts';
import { own } from '#workflows/settings/own.ts';

interface SaidWords {
  via: Record<'automatic' | 'meta_inbox' | 'other_app', string>;
  kinds: Record<'unsent' | 'unsupported', string>;
  /** Of what did not arrive as it should; nothing where it did. */
  states: Partial<Record<MessageState, [string]>>;
}

/** What a conversation says beside its texts, as the desk does. */
export const SAID: Record<Language, SaidWords> = {
  uk: {
    via: { automatic: 'автоматично', meta_inbox: 'у застосунку Meta', other_app: 'інша програма' },
    kinds: {
      unsent: 'Клієнт відкликав це повідомлення.',
      unsupported: 'Повідомлення, яке видно лише в застосунку Meta.',
    },
    states: {
      queued: ['У черзі'],
      sending: ['Надсилаємо'],
      failed: ['Не надіслано'],
      held: ['Затримано'],
      unknown: ['Невідомо, чи надіслано'],
    },
  },
  en: {
    via: { automatic: 'automatic', meta_inbox: 'in Meta’s app', other_app: 'another program' },
    kinds: { unsent: 'The client took this message back.', unsupported: 'A message that only Meta’s app shows.' },
    states: {
      queued: ['In the queue'],
      sending: ['Sending'],
      failed: ['Not sent'],
      held: ['Held back'],
      unknown: ['Not known whether it was sent'],
    },
  },
};

const FILES: Record<Language, Record<string, string>> = {
  uk: { image: 'Фото', audio: 'Аудіо', video: 'Відео', file: 'Файл', sticker: 'Наліпка', location: 'Місце на мапі' },
  en: { image: 'Photo', audio: 'Audio', video: 'Video', file: 'File', sticker: 'Sticker', location: 'Location' },
};

/** What was attached, in a word; Meta sends kinds that its reference does not list. */
export const attachmentWord = (language: Language, type: string): string =>
  own(FILES[language], type) ?? { uk: 'Вкладення', en: 'Attachment' }[language];
