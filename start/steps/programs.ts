import { programsFolder } from '../programs/programs.ts';
import { root, runToEnd, type Stack } from '../stack.ts';

/** The folder of the built API and worker. */
export async function buildPrograms(stack: Stack): Promise<string> {
  const { folder, isBuilt } = programsFolder(root);
  if (!isBuilt) await runToEnd(stack, 'build of the programs', ['start/programs/build.ts'], stack.given);
  return folder;
}
