import type { Company } from '../company.ts';
import { Scene } from '../scene.ts';

/** Who has the chat, and how it came to them. */
export const operatorSteps: Record<string, (company: Company) => Promise<void>> = {
  new: async (company) => {
    const scene = await Scene.open(company, 'new', 'plain');
    await scene.says('Добрий день');
    await scene.chat(({ waiting }) => waiting?.reason !== 'not_decided');
  },
  nobody: async (company) => {
    const scene = await Scene.open(company, 'nobody', 'empty');
    await scene.says('Допоможіть');
    await scene.entry('nobody');
  },
  assigned: async (company) => {
    const scene = await Scene.open(company, 'assigned', 'ruled');
    await scene.says('Коли доставка?');
    await scene.chat(({ operators }) => operators.length > 0);
  },
  // The operator does not answer: it goes to the next one, and further steps of the escalation are to come.
  escalating: async (company) => {
    const scene = await Scene.open(company, 'escalating', 'pressing');
    await scene.says('Чекаю на відповідь');
    await scene.chat(({ rung }) => rung === 1);
    await scene.message(({ kind }) => kind === 'waiting');
    await scene.chat(({ operators }) => operators.length > 0);
  },
  'two-operators': async (company) => {
    const scene = await Scene.open(company, 'two-operators', 'plain');
    await scene.says('Потрібні двоє');
    await scene.asks('PUT', 'operators/me', undefined, company.olena);
    await scene.asks('PUT', `operators/${company.ids['taras']}`);
    await scene.asks('PUT', 'status', { status: 'in_progress' });
    await scene.asks('DELETE', 'operators/me', undefined, company.olena);
    await scene.chat(({ operators }) => operators[0]?.id === company.ids['taras']);
  },
  linked: async (company) => {
    const scene = await Scene.open(company, 'linked', 'plain');
    await scene.says('мій телефон 067 222 33 44');
    const contact = await company.admin.do<{ id: string }>('POST', '/api/contacts', {
      name: 'Марія Звʼязана',
      phones: ['+380672223355'],
      segment: 'Нові',
      managerId: company.ids['taras'],
    });
    await scene.asks('PUT', 'contact-link', { contactId: contact.id });
    await scene.entry('linked');
  },
  unlinked: async (company) => {
    const scene = await Scene.open(company, 'unlinked', 'ruled');
    await scene.says('Це я, 067 555 01 42');
    await scene.asks('PUT', 'contact', { phone: '+380675550142' });
    await scene.asks('PUT', 'contact-link', { contactId: null });
  },
};
