import type { Settings } from './vocabulary.ts';

/** What holds where nobody has set anything: nothing is sent by itself, but every text is there in both languages. */
export const DEFAULTS: Settings = {
  distribution: 'off',
  personalManager: false,
  sameOperator: false,
  capacity: 0,
  matchLanguage: false,
  matchSkills: false,
  routing: [],
  escalation: [],
  absentOperators: 'on_message',
  autoLead: false,
  leadSourceId: null,
  requirePhone: false,
  requireEmail: false,
  phoneCountry: 'UA',
  contactAttempts: 3,
  contactMinutes: 30,
  contactReminderMinutes: 0,
  workingHours: null,
  outOfHoursMessage: false,
  waitingMessage: { enabled: false, minutes: 10, clock: 'wall' },
  autoFinish: { enabled: false, hours: 72 },
  discloseAutomatic: false,
  orderSourceId: null,
  documentCompanyId: null,
  chatbotUsername: null,
  widget: { color: '#0866ff', side: 'right' },
  defaultLanguage: 'uk',
  templates: {
    askPhone: {
      uk: 'Вітаємо, {{first_name}}! Напишіть, будь ласка, свій номер телефону, щоб ми не загубили зв’язок із вами.',
      en: 'Hello, {{first_name}}! Please write your phone number, so that we do not lose touch with you.',
    },
    phoneNotUnderstood: {
      uk: 'Не схоже на номер телефону. Напишіть його, будь ласка, ще раз, наприклад 067 123 45 67.',
      en: 'That does not look like a phone number. Please write it once more, for example +380 67 123 45 67.',
    },
    askEmail: {
      uk: 'Напишіть, будь ласка, і свою електронну пошту.',
      en: 'Please write your e-mail address, too.',
    },
    emailNotUnderstood: {
      uk: 'Не схоже на адресу пошти. Напишіть її, будь ласка, ще раз, наприклад name@example.com.',
      en: 'That does not look like an e-mail address. Please write it once more, for example name@example.com.',
    },
    contactThanks: {
      uk: 'Дякуємо! Тепер напишіть, чим вам допомогти: відповість перший вільний оператор.',
      en: 'Thank you! Now write how we can help: the first free operator will answer.',
    },
    outOfHours: {
      uk:
        'Дякуємо за повідомлення! Зараз ми не працюємо. ' +
        'Знову на зв’язку: {{opens_at}}. Наші години: {{working_hours}}.',
      en: 'Thank you for your message! We are closed now and will be back {{opens_at}}. Our hours: {{working_hours}}.',
    },
    waiting: {
      uk: '{{first_name}}, ми пам’ятаємо про вас. Усі оператори зараз зайняті, відповімо, щойно хтось звільниться.',
      en:
        '{{first_name}}, we have not forgotten you. ' +
        'All operators are busy right now; we will answer as soon as one is free.',
    },
    nobodyOnShift: {
      uk: '{{first_name}}, ми пам’ятаємо про вас. Зараз на зміні нікого немає, відповімо, щойно хтось буде на місці.',
      en:
        '{{first_name}}, we have not forgotten you. ' +
        'Nobody is on shift right now; we will answer as soon as somebody is.',
    },
    finished: {
      uk: 'Ми завершили цю розмову. Якщо з’являться запитання, просто напишіть нам знову.',
      en: 'We have closed this conversation. If you have more questions, just write to us again.',
    },
    automaticNote: { uk: 'Це автоматичне повідомлення.', en: 'This is an automatic message.' },
  },
  attachments: {},
};
