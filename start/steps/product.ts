import type { Environment } from '../plan.ts';
import { commandOf } from '../programs/programs.ts';
import { keep, type Stack, spawnProgram } from '../stack.ts';
import { answersOk, StartError, untilReady } from '../until.ts';

export async function bringUpProduct(stack: Stack, env: Environment, folder: string): Promise<void> {
  const api = `http://127.0.0.1:${stack.plan.port}/health`;
  const log = stack.logs.file('api');
  await Promise.all([
    keep(stack, 'worker', () => spawnProgram(stack, 'worker', commandOf(folder, 'worker'), env)),
    keep(stack, 'api', async () => {
      const running = await spawnProgram(stack, 'api', commandOf(folder, 'api'), env);
      await untilReady('The API', running, log, () => answersOk(`${api}/live`), stack.stopping);
      return running;
    }),
  ]);
  await untilReady('The product', undefined, log, () => answersOk(`${api}/ready`), stack.stopping).catch(
    async (error: unknown) => {
      const answer = await fetch(`${api}/ready`).then((response) => response.text());
      throw stack.stopping.signal.aborted ? error : new StartError(`Not everything is there: ${answer}`, log);
    },
  );
}
