import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ending = join(import.meta.dirname, '../../../platform/shutdown.ts');

/** A process that is asked to end once it says that it runs; its exit code, or the signal that ended it. */
async function endOf(
  stop: string,
  holds: boolean,
  patienceMs: number,
): Promise<{ code: number | string; said: string }> {
  const script = `
    import { shutDownOnSignal } from '${ending}';
    const log = { fatal: (...given) => console.log(given.at(-1)) };
    shutDownOnSignal(${stop}, log, ${patienceMs});
    const held = setInterval(() => {}, 1_000);
    if (!${holds}) process.once('SIGTERM', () => clearInterval(held));
    console.log('runs');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said).toContain('runs');
  child.kill('SIGTERM');
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return { code: code ?? signal ?? '', said };
}

test('a process that was asked to end ends: in order, when stopping hangs or fails, when held', async () => {
  const [inOrder, hanging, held, failing] = await Promise.all([
    endOf('async () => undefined', false, 60_000),
    endOf('() => new Promise(() => {})', true, 200),
    endOf('async () => undefined', true, 200),
    endOf('async () => { throw new Error() }', true, 60_000),
  ]);
  expect(inOrder.code).toBe(0);
  expect(hanging).toEqual({ code: 1, said: expect.stringContaining('ended by force') });
  expect(held).toEqual({ code: 1, said: expect.stringContaining('ended by force') });
  expect(failing).toEqual({ code: 1, said: expect.stringContaining('could not be ended in order') });
});
