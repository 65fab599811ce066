import { request } from './request.ts';
import { Wire } from './wire.ts';

/**
 * The same of what was asked for before: a database that has served for a while holds what is asked of it in memory,
 * and one that has just been started reads a million chats from the disk.
 */
export async function askAgain(
  url: string,
  paths: string[],
  credentials: Record<string, string> = {},
): Promise<number[]> {
  await ask(url, paths, credentials);
  return ask(url, paths, credentials);
}

/**
 * Asks for one path after the other as a browser does, on one connection; milliseconds to each answer.
 *
 * @throws Error when what is asked for is wrong: a figure of refusals would look like a good one
 */
export async function ask(url: string, paths: string[], credentials: Record<string, string> = {}): Promise<number[]> {
  const wire = new Wire(url);
  const headers = { ...credentials, 'accept-encoding': 'gzip, br' };
  const times: number[] = [];
  for (const path of paths) {
    const bytes = request('GET', `${url}${path}`, headers);
    const since = performance.now();
    const { status } = await wire.ask(bytes);
    if (status >= 400 && status < 500) throw new Error(`${path} was answered ${status}: nothing is measured by that`);
    // What was not answered in time took as long as somebody waited for it.
    times.push(performance.now() - since);
    if (status !== 200) console.error(`  ${path}: ${status}`);
  }
  wire.close();
  return times;
}
