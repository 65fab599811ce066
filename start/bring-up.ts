import type { Stack } from './stack.ts';
import { bringUpDatabase } from './steps/database.ts';
import { buildDesk } from './steps/desk.ts';
import { bringUpMessenger } from './steps/messenger.ts';
import { buildPrograms } from './steps/programs.ts';
import { bringUpProduct } from './steps/product.ts';
import { tellStories } from './steps/stories.ts';
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
  const programs = step(stack, 'Programs', buildPrograms);
  const [environment, folder] = await Promise.all([database, programs, ...others]);
  const env = environment();
  await step(stack, 'Worker and API', () => bringUpProduct(stack, env, folder));
  if (messenger && stack.config.DEMO_STORIES) await step(stack, 'Demo', () => tellStories(stack, env));
}

async function step<T>(stack: Stack, what: string, work: (stack: Stack) => Promise<T>): Promise<T> {
  const started = performance.now();
  const working = work(stack);
  stack.steps.push(working);
  const result = await working;
  stack.say(`  ${what.padEnd(20)} ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
