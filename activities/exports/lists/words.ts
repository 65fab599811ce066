import type { ContactKind } from '#db/entities/contact.ts';
import type { Language } from '#db/entities/employee.ts';
import type { ToldHealth } from '#db/entities/page.ts';
import type { Meaning } from '#db/entities/records/source.ts';

interface List {
  name: string;
  all: string;
  /** Of the columns, in their order. */
  heads: string[];
}

/** What stands in files of contacts, leads and orders, as the desk says it. */
interface ListWords {
  contacts: List;
  leads: List;
  orders: List;
  pages: List;
  health: Record<ToldHealth, string>;
  kinds: Record<ContactKind, string>;
  phone: Record<'with' | 'without', string>;
  email: Record<'with' | 'without', string>;
  nobody: string;
  meanings: Record<Meaning, string>;
  archive: string;
}

export const LIST_WORDS: Record<Language, ListWords> = {
  uk: {
    contacts: {
      name: 'Контакти',
      all: 'Усі контакти',
      heads: [
        'Ім’я',
        'Вид',
        'Телефон',
        'E-mail',
        'Персональний менеджер',
        'Сегмент',
        'Повна назва',
        'Код',
        'ІПН платника ПДВ',
        'Адреса',
        'Створено',
        'Змінено',
      ],
    },
    leads: {
      name: 'Ліди',
      all: 'Усі ліди',
      heads: [
        '№',
        'Назва',
        'Статус',
        'Причина',
        'Джерело',
        'Телефон',
        'E-mail',
        'Сума, грн',
        'Відповідальний',
        'Контакт',
        'Створено',
        'Змінено',
      ],
    },
    orders: {
      name: 'Замовлення',
      all: 'Усі замовлення',
      heads: [
        '№',
        'Назва',
        'Статус',
        'Причина',
        'Джерело',
        'Контакт',
        'Сума, грн',
        'Відповідальний',
        'Створено',
        'Змінено',
      ],
    },
    pages: {
      name: 'Підключені сторінки',
      all: 'Усі підключені сторінки',
      heads: ['Назва', 'ID у Facebook', 'Стан', 'Хто має доступ', 'Підписка на події', 'Підключено'],
    },
    health: {
      ok: 'Працює',
      checking: 'Перевіряємо токен',
      reconnect: 'Потрібно підключити знову',
      paused: 'Facebook просить зачекати',
      restricted: 'Facebook обмежив сторінку',
    },
    kinds: { person: 'Людина', company: 'Компанія' },
    phone: { with: 'З телефоном', without: 'Без телефону' },
    email: { with: 'З e-mail', without: 'Без e-mail' },
    nobody: 'Немає',
    meanings: {
      new: 'Новий',
      in_work: 'В роботі',
      converted: 'Конвертовано',
      lost: 'Втрачено',
      junk: 'Непотрібний',
      done: 'Виконано',
      cancelled: 'Скасовано',
    },
    archive: 'Архів',
  },
  en: {
    contacts: {
      name: 'Contacts',
      all: 'All contacts',
      heads: [
        'Name',
        'Kind',
        'Phone',
        'Email',
        'Personal manager',
        'Segment',
        'Full name',
        'Code',
        'VAT code',
        'Address',
        'Created',
        'Changed',
      ],
    },
    leads: {
      name: 'Leads',
      all: 'All leads',
      heads: [
        '#',
        'Name',
        'Status',
        'Reason',
        'Source',
        'Phone',
        'Email',
        'Amount, UAH',
        'Responsible',
        'Contact',
        'Created',
        'Changed',
      ],
    },
    orders: {
      name: 'Orders',
      all: 'All orders',
      heads: ['#', 'Name', 'Status', 'Reason', 'Source', 'Contact', 'Total, UAH', 'Responsible', 'Created', 'Changed'],
    },
    pages: {
      name: 'Connected pages',
      all: 'All connected pages',
      heads: ['Name', 'ID at Facebook', 'Health', 'Who has access', 'Subscribed to events', 'Connected'],
    },
    health: {
      ok: 'Works',
      checking: 'Checking the token',
      reconnect: 'To be connected again',
      paused: 'Facebook asks to wait',
      restricted: 'Facebook restricted the page',
    },
    kinds: { person: 'Person', company: 'Company' },
    phone: { with: 'With a phone', without: 'Without a phone' },
    email: { with: 'With an email', without: 'Without an email' },
    nobody: 'None',
    meanings: {
      new: 'New',
      in_work: 'In progress',
      converted: 'Converted',
      lost: 'Lost',
      junk: 'Junk',
      done: 'Done',
      cancelled: 'Cancelled',
    },
    archive: 'Archive',
  },
};
