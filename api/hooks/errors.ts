import type { ErrorWords } from '../errors/words.ts';

export const HOOK_ERRORS = {
  WEBHOOK_ADDRESS: {
    status: 422,
    uk: 'Адреса має починатися з https:// і не містити порту чи пароля. Внутрішню спершу називають у CRM_ORIGINS.',
    en: 'The address has to begin with https://, without a port or a password. Name an inner one in CRM_ORIGINS first.',
  },
  TOO_MANY_WEBHOOKS: {
    status: 409,
    uk: 'Вебхуків може бути щонайбільше двадцять.',
    en: 'There may be twenty webhooks at most.',
  },
} as const satisfies ErrorWords;
