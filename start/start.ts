import { ConfigError, loadConfig } from '#config';
import { type Launch, launch } from './launch.ts';
import { terminal } from './terminal.ts';
import { StartError } from './until.ts';
import { welcome } from './welcome.ts';

/** `npm start`: one command for a bare machine. */
const started = performance.now();
const say = terminal();
let launched: Launch | undefined;
let stoppingSince: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

// npm passes signals on, but not its own sudden death: without this, `kill -9` of npm would leave us behind.
const npm = process.ppid;
if (process.env['npm_lifecycle_event'] === 'start')
  setInterval(() => process.ppid !== npm && void stop(0), 200).unref();

try {
  const config = loadConfig();
  say('Rozmova is starting.');
  launched = await launch(config, process.env, say);
  await launched.ready;
  if (stoppingSince === undefined) {
    say(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    say(welcome(launched.plan, config));
  }
} catch (error) {
  if (stoppingSince === undefined) {
    const isForPeople = error instanceof StartError || error instanceof ConfigError;
    say(
      isForPeople
        ? `\n${error.message}\n`
        : `\nRozmova could not start: ${error instanceof Error ? error.stack : error}\n`,
    );
    await stop(1);
  }
}

/** A second call does not wait: the guards beside the processes end what is left when we are gone. */
async function stop(exitCode: number): Promise<void> {
  // Ctrl-C reaches us from the terminal and once more from npm: one key press is not impatience.
  if (stoppingSince !== undefined && performance.now() - stoppingSince < 500) return;
  if (stoppingSince !== undefined) process.exit(1);
  stoppingSince = performance.now();
  if (exitCode === 0) say('\nStopping. Ctrl-C once more does not wait.');
  await launched?.stop();
  if (exitCode === 0) say('Stopped.');
  process.exit(exitCode);
}
