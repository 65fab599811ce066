import { afterAll, beforeAll } from 'vitest';
import { openStage, type Stage } from './stage.ts';

export let stage: Stage;
const NAMES = ['Алла Перша', 'Борис Другий', 'Віктор Третій'];

export function setUpReading(): void {
  beforeAll(async () => {
    stage = await openStage();
    for (const name of NAMES) {
      const [first = '', last = ''] = name.split(' ');
      stage.client(first, last).says(`Вітаю, я ${first}`);
      await stage.settled();
    }
  });
  afterAll(() => stage.close());
}
