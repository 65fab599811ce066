// What the widget says, in the language of the site it stands on.
export const WORDS = {
  uk: {
    open: 'Написати нам у Messenger',
    close: 'Закрити',
    now: 'Ми на зв’язку: пишіть, відповімо тут же, у Messenger.',
    until: (time) => `Сьогодні відповідаємо до ${time}.`,
    from: (time) => `Зараз ми не працюємо. Відповідаємо з ${time}.`,
    closed: 'Зараз ми не працюємо. Напишіть, і ми відповімо.',
    link: 'Відкрити Messenger',
    leaves: '(відкриється в новій вкладці)',
    tomorrow: 'завтра, ',
  },
  en: {
    open: 'Write to us in Messenger',
    close: 'Close',
    now: 'We are here: write, and we will answer in Messenger.',
    until: (time) => `Today we answer until ${time}.`,
    from: (time) => `We are closed now. We answer from ${time}.`,
    closed: 'We are closed now. Write, and we will answer.',
    link: 'Open Messenger',
    leaves: '(opens in a new tab)',
    tomorrow: 'tomorrow, ',
  },
};

export const languageOf = (element) => {
  const said = element.closest('[lang]')?.lang || navigator.language || '';
  return /^uk\b/i.test(said) ? 'uk' : 'en';
};

// "09:00", "завтра, 09:00", "понеділок, 09:00": by the clocks of the company.
const momentWords = (iso, timeZone, language) => {
  const at = new Date(iso);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone });
  const days = Math.round((Date.parse(day.format(at)) - Date.parse(day.format(new Date()))) / 86_400_000);
  const time = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (days === 0) return time.format(at);
  if (days === 1) return WORDS[language].tomorrow + time.format(at);
  const date = new Intl.DateTimeFormat(language, { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
  return `${date.format(at)}, ${time.format(at)}`;
};

export const hoursWords = ({ isOpen, opensAt, closesAt, timeZone }, language) => {
  const words = WORDS[language];
  if (!isOpen) return opensAt ? words.from(momentWords(opensAt, timeZone, language)) : words.closed;
  const isToday = closesAt && Date.parse(closesAt) - Date.now() < 12 * 3_600_000;
  return isToday ? `${words.now} ${words.until(momentWords(closesAt, timeZone, language))}` : words.now;
};
