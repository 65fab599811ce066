import type { Stack } from './stack.ts';
import { bringUpDatabase } from './steps/database.ts';
import { buildDesk } from './steps/desk.ts';
import { bringUpMessenger } from './steps/messenger.ts';
import { bringUpProduct } from './steps/product.ts';
import { bringUpTemporal } from './steps/temporal.ts';

/** Everything that does not need each other at the same time, then the two processes that need it all. */
export async function bringUp(stack: Stack): Promise<void> {
  const { temporal, messenger } = stack.plan.own;
  const database = step(stack, 'Database', bringUpDatabase);
  const others = [
    ...(temporal ? [step(stack, 'Temporal', () => bringUpTemporal(stack, database))] : []),
    ...(messenger ? [step(stack, 'Simulated Messenger', bringUpMessenger)] : []),
    step(stack, 'Desk', buildDesk),
  ];
  const [env] = await Promise.all([database, ...others]);
  await step(stack, 'Worker and API', () => bringUpProduct(stack, env));
}

async function step<T>(stack: Stack, what: string, work: (stack: Stack) => Promise<T>): Promise<T> {
  const started = performance.now();
  const working = work(stack);
  stack.steps.push(working);
  const result = await working;
  stack.say(`  ${what.padEnd(20)} ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
