import type { Language } from '#db/entities/employee.ts';
import type { Complaint, ComplaintCode } from './complaints.ts';
import { own } from '#workflows/settings/own.ts';

const TEXTS: Record<ComplaintCode, Record<Language, string>> = {
  UNREADABLE_LINE: {
    uk: 'Рядок {line} не схожий на рядок календаря: «{text}». Решту прочитано.',
    en: 'Line {line} is no line of a calendar: "{text}". The rest was read.',
  },
  WRONG_VALUE: {
    uk: 'Рядок {line}: такої дати, такого часу або правила немає: «{text}». Подію чи дату пропущено.',
    en: 'Line {line}: there is no such date, time or rule: "{text}". The event or the date was left out.',
  },
  UNKNOWN_ZONE: {
    uk: 'Рядок {line}: часовий пояс «{text}» невідомий, тож час узято за поясом годин роботи. Перевірте його.',
    en: 'Line {line}: the time zone "{text}" is not known, so times were taken in the zone of the hours. Check them.',
  },
  CUT_OFF: {
    uk: 'Рядок {line}: «{text}» починається, але не закінчується, тож прочитано лише цілі події.',
    en: 'Line {line}: "{text}" begins and does not end, so only whole events were read.',
  },
};

export function complaintInWords({ line, code, text }: Complaint, language: Language) {
  const about: Record<string, string> = { line: String(line), text };
  const message = TEXTS[code][language].replace(/\{(line|text)\}/g, (_, name: string) => own(about, name) ?? '');
  return { line, code, message };
}
