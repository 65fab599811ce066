import type { ErrorWords } from '../errors/words.ts';

export const COMPANY_ERRORS = {
  INVALID_IBAN: {
    status: 422,
    uk: 'IBAN не сходиться: перевірте, чи всі 29 символів правильні.',
    en: 'The IBAN does not add up: check all of its 29 characters.',
  },
  NUMBER_TAKEN: {
    status: 409,
    uk: 'Документи з таким або більшим номером уже видані: лічильник рухається лише вперед.',
    en: 'Documents with this number or a later one were issued: counting goes forward only.',
  },
  INVALID_NUMBER_FORMAT: {
    status: 422,
    uk: 'Номер має містити {n} один раз; ще можна {yyyy}, {yy} і {mm}.',
    en: 'The number has to contain {n} once; {yyyy}, {yy} and {mm} may stand in it too.',
  },
  NUMBER_WITHOUT_MONTH: {
    status: 422,
    uk: 'Якщо лік починається щомісяця, кожен номер має містити {mm}.',
    en: 'Where counting begins anew each month, each number has to contain {mm}.',
  },
  LOGO_UNREADABLE: {
    status: 422,
    uk: 'Логотип має бути цілим зображенням PNG або JPEG.',
    en: 'The logo has to be a whole PNG or JPEG picture.',
  },
  LOGO_TOO_LARGE: {
    status: 422,
    uk: 'Логотип завеликий: він може мати до 512 КБ, бо стоїть у кожному документі.',
    en: 'The logo is too large: it may have up to 512 KB, since each document has it.',
  },
  LOGO_TOO_WIDE: {
    status: 422,
    uk: 'Логотип має забагато пікселів: можна до 2000 × 2000.',
    en: 'The logo has too many pixels: up to 2000 × 2000 are possible.',
  },
} as const satisfies ErrorWords;
