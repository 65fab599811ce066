import { NODE_FLAGS } from '../node-flags.ts';
import type { Environment } from '../plan.ts';
import { keep, type Stack, spawnProgram } from '../stack.ts';
import { answersOk, StartError, untilReady } from '../until.ts';

export async function bringUpProduct(stack: Stack, env: Environment): Promise<void> {
  const api = `http://127.0.0.1:${stack.plan.port}/health`;
  const log = stack.logs.file('api');
  await Promise.all([
    keep(stack, 'worker', () => spawnProgram(stack, 'worker', [...NODE_FLAGS, 'activities/worker.ts'], env)),
    keep(stack, 'api', async () => {
      const running = await spawnProgram(stack, 'api', [...NODE_FLAGS, 'api/server.ts'], env);
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
