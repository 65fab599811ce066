import { join } from 'node:path';
import { root, runToEnd, type Stack } from '../stack.ts';
import { deskBuild } from '../web.ts';

export async function buildDesk(stack: Stack): Promise<void> {
  const build = deskBuild(root);
  if (build.isCurrent) return;
  stack.say('Building the desk; this happens again only when its sources change.');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // Not in DATA_DIR, and for whoever serves it.
  const where = { cwd: join(root, 'web'), umask: process.umask() };
  await runToEnd(stack, 'build', [vite, 'build'], { ...stack.given, NODE_ENV: 'production' }, where);
  build.markBuilt();
}
