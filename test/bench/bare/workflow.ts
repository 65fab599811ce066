import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const told = defineSignal<[number]>('told');

/** Takes signals and decides nothing. */
export async function bareWorkflow(): Promise<void> {
  const heard: number[] = [];
  setHandler(told, (what) => void heard.push(what));
  await condition(() => heard.length > 1_000_000);
}
