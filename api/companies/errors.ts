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
} as const satisfies ErrorWords;
