import type { ErrorWords } from '../errors/words.ts';

export const IMPORT_ERRORS = {
  NOT_A_TABLE: {
    status: 422,
    uk: 'Це не таблиця CSV чи Excel (.xlsx). Старий файл .xls збережіть у Excel як .xlsx або CSV.',
    en: 'This is not a CSV or Excel (.xlsx) table. Save an old .xls file in Excel as .xlsx or CSV.',
  },
  INVALID_COLUMNS: {
    status: 422,
    uk: 'Поле, крім телефону й пошти, має лише один стовпець, і стовпців стільки, скільки у файлі.',
    en: 'Each field but phone and email may have one column only, and there must be as many columns as the file has.',
  },
  IMPORT_NOT_READY: {
    status: 409,
    uk: 'Файл ще перевіряється, або його не вдалося прочитати.',
    en: 'The file is still being checked, or could not be read.',
  },
  IMPORT_STARTED: {
    status: 409,
    uk: 'Цей імпорт уже запущено: змінити його не можна, лише скасувати.',
    en: 'This import has been started: it cannot be changed, only undone.',
  },
} as const satisfies ErrorWords;
