import { root, runToEnd, type Stack } from '../stack.ts';
import { deskBuild } from '../web.ts';

export async function buildDesk(stack: Stack): Promise<void> {
  if (deskBuild(root).isCurrent) return;
  stack.say('Building the desk; this happens again only when its sources change.');
  // Not in DATA_DIR, and for whoever serves it.
  const where = { umask: process.umask() };
  await runToEnd(stack, 'build', ['start/build-desk.ts'], { ...stack.given, NODE_ENV: 'production' }, where);
}
