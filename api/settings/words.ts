import type { Language } from '#db/entities/employee.ts';
import type { FaultCode, WarningCode } from '#workflows/checking/codes.ts';
import type { Fault } from '#workflows/checking/faults.ts';
import { own } from '#workflows/settings/own.ts';
import { ApiError } from '../errors/error.ts';

const FAULTS = {
  UNKNOWN_KEY: { uk: 'Налаштування «{name}» немає.', en: 'There is no setting "{name}".' },
  WRONG_TYPE: { uk: 'Тут очікується щось інше.', en: 'Something else is expected here.' },
  OUT_OF_RANGE: { uk: 'Значення поза дозволеними межами', en: 'The value is out of bounds' },
  UNKNOWN_TIME_ZONE: {
    uk: 'Потрібен часовий пояс, наприклад Europe/Kyiv.',
    en: 'A time zone is needed, for example Europe/Kyiv.',
  },
  WRONG_TIME: {
    uk: 'Запишіть години, наприклад, так: 09:00–18:00.',
    en: 'Enter the hours like this: 09:00–18:00.',
  },
  OVERLAP: {
    uk: 'Цей проміжок перетинається з іншим того самого дня.',
    en: 'This interval overlaps another one of the same day.',
  },
  WRONG_DATE: { uk: 'Такої дати немає.', en: 'There is no such date.' },
  DOUBLE_DATE: { uk: 'Дата {date} вже є у списку.', en: 'The date {date} is in the list already.' },
  UNKNOWN_COUNTRY: {
    uk: 'Такої країни немає. Очікується код, як UA.',
    en: 'No such country. A code is expected, as UA.',
  },
  TOO_LONG: { uk: 'Задовго: щонайбільше {most} символів.', en: 'Too long: at most {most} characters.' },
  UNKNOWN_FILE: { uk: 'Такого файлу немає: завантажте його знову.', en: 'There is no such file: upload it again.' },
  UNKNOWN_SOURCE: {
    uk: 'Такого джерела лідів немає або воно в архіві.',
    en: 'There is no such source of leads, or it is archived.',
  },
  WRONG_ID: {
    uk: 'Таким ідентифікатор правила бути не може: потрібні від 1 до 100 символів без скісної риски.',
    en: 'A rule cannot have this id: it takes 1 to 100 characters without a slash.',
  },
  DOUBLE_RULE: {
    uk: 'Два правила мають той самий ідентифікатор.',
    en: 'Two rules have the same id.',
  },
  UNKNOWN_TEAM: { uk: 'Такої команди немає.', en: 'There is no such team.' },
  UNKNOWN_PERSON: { uk: 'Такої людини немає.', en: 'There is no such person.' },
  UNKNOWN_PAGE: { uk: 'Такої сторінки немає.', en: 'There is no such page.' },
  UNKNOWN_ORDER_SOURCE: {
    uk: 'Такого джерела замовлень немає або воно в архіві.',
    en: 'There is no such source of orders, or it is archived.',
  },
  UNKNOWN_COMPANY: {
    uk: 'Такої компанії немає, або вона в архіві.',
    en: 'There is no such company, or it is archived.',
  },
  EMPTY_TEXT: { uk: 'Текст порожній.', en: 'The text is empty.' },
  WRONG_USERNAME: {
    uk: 'Лише латинські літери, цифри й крапки: те, що стоїть після m.me/ чи @, без самої адреси.',
    en: 'Only Latin letters, digits and dots: what stands after m.me/ or @, without the address itself.',
  },
  USERNAME_LENGTH: {
    uk: 'Ім’я сторінки у Facebook має від 5 до 50 символів.',
    en: 'The username of a page on Facebook has from 5 to 50 characters.',
  },
  USERNAME_DOTS: {
    uk: 'Ім’я не починається й не закінчується крапкою, не має двох поспіль і не є адресою сайту (.com, .net).',
    en: 'A username neither begins nor ends with a dot, has no two in a row, and is no site’s address (.com, .net).',
  },
  WRONG_COLOR: { uk: 'Колір пишеться як #0866ff.', en: 'A colour is written as #0866ff.' },
  WRONG_LANGUAGE: { uk: 'Мова пишеться як uk або pt_BR.', en: 'A language is written as uk or pt_BR.' },
} as const satisfies Record<FaultCode, Record<Language, string>>;

const WARNINGS = {
  UNKNOWN_VARIABLE: {
    uk: 'Змінної {{{name}}} немає: замість неї не буде нічого.',
    en: 'There is no variable {{{name}}}: nothing will stand in its place.',
  },
  MISSING_LANGUAGE: {
    uk: 'Немає тексту мовою «{name}», хоча в інших повідомленнях вона є.',
    en: 'There is no text in "{name}", which other messages have.',
  },
  UNREACHABLE_RULE: {
    uk: 'До правила «{name}» не дійде: «{by}» перед ним підходить кожному чату.',
    en: 'The rule "{name}" is never reached: "{by}" before it fits every chat.',
  },
  RULES_REST: {
    uk: 'Розподіл вимкнено, тож правила не діють.',
    en: 'Distribution is off, so the rules rest.',
  },
  NEVER_OPEN: { uk: 'За цими годинами ми не працюємо ніколи.', en: 'With these hours we are never open.' },
} as const satisfies Record<WarningCode, Record<Language, string>>;

/** All of them, by their codes. */
export const SETTINGS_WORDS = { ...FAULTS, ...WARNINGS };

const BOUNDS = {
  least: { uk: ': щонайменше {least}.', en: ': at least {least}.' },
  most: { uk: ': щонайбільше {most}.', en: ': at most {most}.' },
} as const;

/** What was written where a time belongs. */
const NO_TIME = { uk: '«{written}» — не час. ', en: '“{written}” is not a time. ' } as const;

/** A fault or a warning in its reader's language; `about` is put in for the names in braces. */
export function inLanguage(
  code: FaultCode | WarningCode,
  language: Language,
  about: Record<string, string | number> = {},
): string {
  const bound = code === 'OUT_OF_RANGE' ? BOUNDS['least' in about ? 'least' : 'most'][language] : '';
  const text = (about['written'] ? NO_TIME[language] : '') + SETTINGS_WORDS[code][language] + bound;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(own(about, name) ?? ''));
}

/** The fault in the words of its reader. */
export function inWords({ path, code, about }: Fault, language: Language) {
  return { path, code, message: inLanguage(code, language, about) };
}

/** Refuses settings with all of their faults. */
export function invalidSettings(faults: Fault[], language: Language): ApiError {
  return new ApiError(
    'INVALID_SETTINGS',
    faults.map((fault) => inWords(fault, language)),
  );
}
