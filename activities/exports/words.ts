import type { LinkedLead } from '#db/chats/row.ts';
import type { Language } from '#db/entities/employee.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';

/** What stands in a file, as the desk says it. */
interface Words {
  chats: string;
  title: string;
  heads: Record<ChatColumn, string>;
  statuses: Record<ChatStatus, string>;
  withoutName: string;
  leadNamed: (lead: LinkedLead) => string;
  filter: Record<FilterWord, string>;
  made(moment: string, who: string): string;
  pageNumber(page: number): string;
  /** Behind the number of a page. */
  ofPages(pages: number): string;
  chatNumber(chat: number): string;
}

type FilterWord = 'all' | 'page' | 'operator' | 'nobody' | 'period' | 'from' | 'to' | 'search';

/** The columns of the list, in their order. */
export const CHAT_COLUMNS = [
  'number',
  'page',
  'firstName',
  'lastName',
  'contact',
  'status',
  'operators',
  'createdAt',
  'lastContactAt',
] as const;
export type ChatColumn = (typeof CHAT_COLUMNS)[number];

export const WORDS: Record<Language, Words> = {
  uk: {
    chats: 'Чати',
    title: 'Чати з Facebook',
    heads: {
      number: '№',
      page: 'Месенджер',
      firstName: 'Ім’я',
      lastName: 'Прізвище',
      contact: 'Зв’язок',
      status: 'Статус',
      operators: 'Оператори',
      createdAt: 'Створено',
      lastContactAt: 'Останній контакт',
    },
    statuses: { new: 'Новий', answered: 'Отримав відповідь', in_progress: 'В обробці', finished: 'Завершено' },
    withoutName: 'Клієнт без імені',
    leadNamed: ({ number, name }) => `Лід № ${number}, ${name}`,
    filter: {
      all: 'Усі чати',
      page: 'Сторінка Facebook',
      operator: 'Оператор',
      nobody: 'Без оператора',
      period: 'Період останнього контакту',
      from: 'від',
      to: 'до',
      search: 'Пошук',
    },
    made: (moment, who) => `Складено ${moment}, ${who}`,
    pageNumber: (page) => `Сторінка ${page} `,
    ofPages: (pages) => `з ${pages}`,
    chatNumber: (chat) => `№ ${chat}`,
  },
  en: {
    chats: 'Chats',
    title: 'Chats from Facebook',
    heads: {
      number: '#',
      page: 'Messenger',
      firstName: 'First name',
      lastName: 'Last name',
      contact: 'Link',
      status: 'Status',
      operators: 'Operators',
      createdAt: 'Created',
      lastContactAt: 'Last contact',
    },
    statuses: { new: 'New', answered: 'Answered', in_progress: 'In progress', finished: 'Finished' },
    withoutName: 'Client without a name',
    leadNamed: ({ number, name }) => `Lead #${number}, ${name}`,
    filter: {
      all: 'All chats',
      page: 'Facebook page',
      operator: 'Operator',
      nobody: 'Unassigned',
      period: 'Period of last contact',
      from: 'from',
      to: 'to',
      search: 'Search',
    },
    made: (moment, who) => `Made ${moment}, ${who}`,
    pageNumber: (page) => `Page ${page} `,
    ofPages: (pages) => `of ${pages}`,
    chatNumber: (chat) => `#${chat}`,
  },
};
