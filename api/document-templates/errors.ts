import type { ErrorWords } from '../errors/words.ts';

export const TEMPLATE_ERRORS = {
  TEMPLATE_CHANGED: {
    status: 409,
    uk: 'Шаблон тим часом змінив хтось інший. Подивіться його версію й внесіть свої зміни ще раз.',
    en: 'Somebody else changed the template meanwhile. Look at their version and make your changes again.',
  },
  TEMPLATE_TEXT_EMPTY: {
    status: 422,
    uk: 'Договір і акт без тексту нічого не кажуть: напишіть його.',
    en: 'A contract or an act without a text says nothing: write one.',
  },
  TEMPLATE_IS_DEFAULT: {
    status: 409,
    uk: 'З цього шаблону починаються нові документи. Спершу зробіть основним інший.',
    en: 'New documents begin with this template. Make another one the default first.',
  },
  TEMPLATE_ARCHIVED: {
    status: 409,
    uk: 'Шаблон в архіві. Спершу поверніть його.',
    en: 'The template is archived. Restore it first.',
  },
} as const satisfies ErrorWords;
