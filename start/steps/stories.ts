import type { Environment } from '../plan.ts';
import { runToEnd, type Stack } from '../stack.ts';

/** A new demo company tells its stories. Whatever keeps it from that keeps nobody from working. */
export async function tellStories(stack: Stack, env: Environment): Promise<void> {
  try {
    await runToEnd(stack, 'stories', ['start/stories/tell.ts'], env);
  } catch {
    if (stack.stopping.signal.aborted) return;
    stack.say(`  Not all of the demo's chats came: ${stack.logs.file('stories')} says why. The next start goes on.`);
  }
}
