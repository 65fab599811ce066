import type { ErrorWords } from '../errors/words.ts';

export const NEIGHBOUR_ERRORS = {
  NEIGHBOUR_ADDRESS: {
    status: 422,
    uk: 'Адреса має починатися з https:// і не містити порту чи пароля. Внутрішню спершу називають у CRM_ORIGINS.',
    en: 'The address has to begin with https://, without a port or a password. Name an inner one in CRM_ORIGINS first.',
  },
  NEIGHBOUR_OFF: {
    status: 409,
    uk: 'Іншу CRM вимкнено.',
    en: 'The other CRM is switched off.',
  },
  NEIGHBOUR_ON: {
    status: 409,
    uk: 'Ліди й замовлення з чатів створюються в іншій CRM.',
    en: 'Leads and orders of chats are created in the other CRM.',
  },
  NEIGHBOUR_SECRET: {
    status: 422,
    uk: 'Потрібен секрет, яким підписуються запити.',
    en: 'A secret is needed, with which requests are signed.',
  },
} as const satisfies ErrorWords;
