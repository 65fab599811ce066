import type { Company } from '../company.ts';
import { until } from '../desk.ts';
import { Scene } from '../scene.ts';

/** The client is asked for phone and e-mail. */
export const contactSteps: Record<string, (company: Company) => Promise<void>> = {
  asked: async (company) => {
    const scene = await Scene.open(company, 'asked', 'asking');
    await scene.says('Добрий день');
    await scene.message(({ kind }) => kind === 'askPhone');
  },
  reminded: async (company) => {
    const scene = await Scene.open(company, 'reminded', 'asking');
    await scene.says('Є хто?');
    const questions = async () => (await scene.messages()).filter(({ kind }) => kind === 'askPhone').length;
    await until('a reminder', async () => (await questions()) >= 2);
  },
  misunderstood: async (company) => {
    const scene = await Scene.open(company, 'misunderstood', 'asking', { locale: 'en_US' });
    await scene.says('Hello');
    await scene.message(({ kind }) => kind === 'askPhone');
    await scene.says('no phone here');
    await scene.message(({ kind }) => kind === 'phoneNotUnderstood');
  },
  'email-asked': async (company) => {
    const scene = await Scene.open(company, 'email-asked', 'asking');
    await scene.says('Добрий день');
    await scene.message(({ kind }) => kind === 'askPhone');
    await scene.says('067 111 22 33');
    await scene.message(({ kind }) => kind === 'askEmail');
  },
  complete: async (company) => {
    const scene = await Scene.open(company, 'complete', 'asking');
    await scene.says('Добрий день');
    await scene.message(({ kind }) => kind === 'askPhone');
    await scene.says('067 111 22 44');
    await scene.message(({ kind }) => kind === 'askEmail');
    await scene.says('maria@complete.example');
    await scene.message(({ kind }) => kind === 'contactThanks');
    await scene.says('Скільки коштує лампа?');
    await scene.chat(({ phase }) => phase === 'open');
  },
  'handed-over': async (company) => {
    const scene = await Scene.open(company, 'handed-over', 'asking');
    await scene.says('Терміново!');
    await scene.message(({ kind }) => kind === 'askPhone');
    await scene.asks('PUT', 'contact', { phone: '+380671112255' });
    await scene.chat(({ phase }) => phase === 'collecting_email');
    await scene.asks('PUT', 'phase', { phase: 'open' });
    await scene.chat(({ phase }) => phase === 'open');
  },
};
