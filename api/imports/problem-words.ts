import type { Language } from '#db/entities/employee.ts';
import type { ImportProblemCode } from '#workflows/importing/vocabulary.ts';

/** Why a row is not brought in, for the page and for the file of such rows. */
export const PROBLEM_WORDS = {
  no_name: { uk: 'Немає імені чи назви', en: 'There is no name' },
  bad_phone: { uk: 'Це не номер телефону', en: 'This is not a phone number' },
  rounded_phone: {
    uk: 'Excel округлив номер: задайте стовпцю текстовий формат і впишіть номер знову',
    en: 'Excel rounded the number: format the column as text and enter the number again',
  },
  bad_email: { uk: 'Це не адреса пошти', en: 'This is not an email address' },
  too_long: { uk: 'Задовгий текст', en: 'The text is too long' },
  too_many_points: { uk: 'Понад 20 телефонів чи адрес', en: 'More than 20 phones or addresses' },
  unknown_kind: { uk: 'Тип має бути «людина» або «компанія»', en: 'The type must be “person” or “company”' },
  unknown_manager: {
    uk: 'Такого менеджера немає, або так звати кількох: впишіть пошту працівника',
    en: 'There is no such manager, or several are called so: enter the employee’s email',
  },
  unknown_company: {
    uk: 'Такої компанії немає серед контактів, або їх кілька: спершу імпортуйте компанії',
    en: 'There is no such company among the contacts, or several: import the companies first',
  },
  company_in_company: { uk: 'Компанія не належить до іншої компанії', en: 'A company does not belong to another one' },
  several_matches: {
    uk: 'Той самий телефон чи пошту мають кілька контактів: оберіть, що робити',
    en: 'Several contacts have the same phone or email: choose what to do',
  },
} as const satisfies Record<ImportProblemCode, Record<Language, string>>;

/** Over the column that says why. */
export const WHY: Record<Language, string> = { uk: 'Причина', en: 'Reason' };
