const words = {
  uk: {
    title: 'Месенджер',
    language: 'Мова',
    pages: 'Кому пишете',
    youAre: 'Від чийого імені пишете',
    back: 'До списку',
    more: 'Інші дії',
    write: 'Повідомлення',
    send: 'Надіслати',
    attach: 'Додати зображення або файл',
    editing: 'Виправлення повідомлення',
    cancel: 'Скасувати',
    as: (name) => `ви пишете як ${name}`,
    start: 'Розпочати',
    referral: 'Прийти за посиланням m.me…',
    referralAsk: 'Мітка посилання (ref)',
    inbox: 'Відповісти з Meta Business Suite…',
    inboxAsk: 'Відповідь від імені сторінки',
    block: 'Заблокувати сторінку',
    unblock: 'Розблокувати сторінку',
    blocked: 'Ви заблокували цю сторінку: її повідомлення сюди не дійдуть.',
    waiting: 'Сторінка ще не під’єднана: повідомлення дійдуть, щойно вона відповість.',
    offline: 'Немає зв’язку із сервером; з’єднуємося знову…',
    failed: 'Не вдалося надіслати. Спробуйте ще раз.',
    tooLarge: 'Файл завеликий: зображення до 8 МБ, інше до 25 МБ.',
    empty: 'Тут ще порожньо',
    emptyMore: 'Напишіть першими або натисніть «Розпочати».',
    quiet: 'Ще не писали',
    you: 'Ви: ',
    sent: 'Надіслано',
    seen: 'Переглянуто',
    typing: 'Сторінка пише…',
    edit: 'Виправити',
    react: 'Вподобати',
    unreact: 'Прибрати реакцію',
    edited: 'виправлено',
    viaInbox: 'з Business Suite',
    file: 'Файл',
    photo: 'Зображення',
    noProfile: 'закритий профіль',
    noLocale: 'мова невідома',
    today: 'Сьогодні',
    zone: (name) => `Час — за годинником браузера (${name})`,
  },
  en: {
    title: 'Messenger',
    language: 'Language',
    pages: 'Whom you write to',
    youAre: 'Who you write as',
    back: 'Back to the list',
    more: 'More actions',
    write: 'Message',
    send: 'Send',
    attach: 'Add an image or a file',
    editing: 'Editing a message',
    cancel: 'Cancel',
    as: (name) => `you write as ${name}`,
    start: 'Get started',
    referral: 'Come by an m.me link…',
    referralAsk: 'Reference of the link (ref)',
    inbox: 'Answer from Meta Business Suite…',
    inboxAsk: 'Answer in the name of the page',
    block: 'Block the page',
    unblock: 'Unblock the page',
    blocked: 'You blocked this page: its messages will not reach you.',
    waiting: 'The page is not connected yet: messages arrive as soon as it answers.',
    offline: 'No connection to the server; trying again…',
    failed: 'It was not sent. Please try again.',
    tooLarge: 'The file is too large: images up to 8 MB, others up to 25 MB.',
    empty: 'Nothing here yet',
    emptyMore: 'Write first, or press “Get started”.',
    quiet: 'Nothing written yet',
    you: 'You: ',
    sent: 'Sent',
    seen: 'Seen',
    typing: 'The page is typing…',
    edit: 'Edit',
    react: 'Like',
    unreact: 'Take the reaction back',
    edited: 'edited',
    viaInbox: 'from Business Suite',
    file: 'File',
    photo: 'Image',
    noProfile: 'private profile',
    noLocale: 'language unknown',
    today: 'Today',
    zone: (name) => `Times are by your browser’s clock (${name})`,
  },
};

const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('language');
let language = asked === 'en' ? 'en' : 'uk';

export const currentLanguage = () => language;

export function setLanguage(next) {
  language = next;
  localStorage.setItem('language', next);
}

/** A word of the page's language; words with a blank take what fills it. */
export function word(key, ...fill) {
  const found = words[language][key];
  return typeof found === 'function' ? found(...fill) : found;
}

/** "uk_UA" as a person says it; what is no locale stays as it is. */
export function languageOf(locale) {
  if (!locale) return word('noLocale');
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(locale.replace('_', '-')) ?? locale;
  } catch {
    return locale;
  }
}

/** By whose clock the times are. */
export const zone = () => word('zone', new Intl.DateTimeFormat().resolvedOptions().timeZone);

export function clock(at) {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** The time within today, else the date. */
export function when(at) {
  return isToday(at) ? clock(at) : new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(at);
}

export function day(at) {
  return isToday(at)
    ? word('today')
    : new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

function isToday(at) {
  return new Date(at).toDateString() === new Date().toDateString();
}
