import type { Company } from '../company.ts';
import { until } from '../desk.ts';
import { Scene } from '../scene.ts';

const DAY = 86_400_000;
const inMinutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();

/** What the clock does to a chat, and what people do to the clock. */
export const timeSteps: Record<string, (company: Company) => Promise<void>> = {
  'out-of-hours': async (company) => {
    const scene = await Scene.open(company, 'out-of-hours', 'night');
    await scene.says('Добрий вечір');
    await scene.message(({ kind }) => kind === 'outOfHours');
  },
  'window-closed': async (company) => {
    const scene = await Scene.open(company, 'window-closed', 'plain');
    await scene.says('Учорашнє', { timestamp: Date.now() - DAY + 30_000 });
    await scene.entry('window_closed');
  },
  waited: async (company) => {
    const scene = await Scene.open(company, 'waited', 'pressing');
    await scene.says('Довго ще?');
    await scene.message(({ kind }) => kind === 'waiting');
  },
  moved: async (company) => {
    const scene = await Scene.open(company, 'moved', 'pressing');
    await scene.says('Не поспішайте');
    await scene.chat(({ deadlines }) => deadlines.some(({ kind }) => kind === 'waiting'));
    await scene.asks('PUT', 'deadlines/waiting', { at: inMinutes(20 * 60) });
    await scene.asks('PUT', 'deadlines/escalation', { at: inMinutes(21 * 60) });
    await scene.entry('deadline');
  },
  dropped: async (company) => {
    const scene = await Scene.open(company, 'dropped', 'pressing');
    await scene.says('Не нагадуйте');
    await scene.chat(({ deadlines }) => deadlines.some(({ kind }) => kind === 'waiting'));
    await scene.asks('DELETE', 'deadlines/waiting');
    await scene.asks('DELETE', 'deadlines/escalation');
  },
  // Comes due while nobody is there.
  due: async (company) => {
    const scene = await Scene.open(company, 'due', 'pressing');
    await scene.says('Скоро?');
    await scene.chat(({ deadlines }) => deadlines.some(({ kind }) => kind === 'waiting'));
    await scene.asks('DELETE', 'deadlines/escalation');
    await scene.asks('PUT', 'deadlines/waiting', { at: inMinutes(3) });
  },
  finished: async (company) => {
    const scene = await Scene.open(company, 'finished', 'plain');
    await scene.says('Дякую');
    await scene.answers('Прошу');
    await scene.chat(({ status }) => status === 'answered');
    await scene.asks('PUT', 'status', { status: 'finished' });
  },
  again: async (company) => {
    const scene = await Scene.open(company, 'again', 'ruled');
    await scene.says('Дякую');
    await scene.answers('Прошу');
    await scene.chat(({ status }) => status === 'answered');
    await scene.asks('PUT', 'status', { status: 'finished' });
    const { number } = await scene.chat(({ status }) => status === 'finished');
    await scene.says('Ще одне питання');
    await until('the next chat', async () => (await scene.chat()).number > number);
  },
};
