import type { Company } from '../company.ts';
import { until } from '../desk.ts';
import { Scene } from '../scene.ts';

/** What became of the answers. */
export const answerSteps: Record<string, (company: Company) => Promise<void>> = {
  answered: async (company) => {
    const scene = await Scene.open(company, 'answered', 'plain');
    await scene.says('Чи є лампи?');
    await scene.answers('Так, є');
    await scene.message(({ state }) => ['sent', 'delivered'].includes(state));
    await scene.chat(({ status, waitingSince }) => status === 'answered' && waitingSince === null);
  },
  talking: async (company) => {
    const scene = await Scene.open(company, 'talking', 'pressing');
    await scene.says('Чи є лампи?');
    await scene.answers('Так, є', company.taras);
    await scene.chat(({ waitingSince }) => waitingSince === null);
  },
  held: async (company) => {
    const scene = await Scene.open(company, 'held', 'dead');
    await scene.says('Чи є лампи?');
    await scene.chat();
    const page = company.pages.dead.facebookId;
    await company.meta.control('PUT', `pages/${page}`, { tokenError: { subcode: null } });
    await scene.answers('Так, є');
    await scene.message(({ state }) => state === 'held');
    await scene.answers('І великі');
  },
  failed: async (company) => {
    const scene = await Scene.open(company, 'failed', 'plain');
    await scene.says('Чи є лампи?');
    const page = company.pages.plain.facebookId;
    await company.meta.control('PUT', 'blocks', { page, client: 'failed', blocked: true });
    await scene.answers('Так, є');
    await scene.message(({ state }) => state === 'failed');
  },
  // One of them is with the client, the other is not; Facebook said of neither.
  unknown: async (company) => {
    const scene = await Scene.open(company, 'unknown', 'plain');
    const { psid } = await scene.says('Чи є лампи?');
    await scene.chat();
    await company.meta.control('PUT', 'faults', [{ kind: 'cutBefore', psid, times: 1 }]);
    await scene.answers('Так, є');
    await scene.message(({ reason }) => reason?.code === 'not_found_at_facebook');
    await company.meta.control('PUT', 'faults', []);
  },
  long: async (company) => {
    const scene = await Scene.open(company, 'long', 'plain');
    await scene.says('перше');
    await scene.chat();
    for (let n = 1; n <= 60; n += 1) {
      await scene.says(`питання ${n}`);
      if (n % 3 === 0) await scene.answers(`відповідь ${n}`);
    }
    await until('all is out', async () => (await scene.messages()).every(({ state }) => state !== 'queued'));
    await scene.says('і ще питання');
  },
  'from-meta': async (company) => {
    const scene = await Scene.open(company, 'from-meta', 'plain');
    await scene.says('Хто тут?');
    await scene.chat();
    const page = company.pages.plain.facebookId;
    await company.meta.control('POST', 'inbox-answers', { page, client: 'from-meta', text: 'Відповідь з Meta' });
    await scene.entry('answered_in_meta');
  },
};
