import { createMessenger } from '#test/messenger/messenger.ts';
import type { MessengerOptions } from '#test/messenger/options.ts';

/** The simulated Meta as a process of its own; its options stand in the first argument as JSON. */
const options = JSON.parse(process.argv[2] ?? '{}') as MessengerOptions;
const messenger = await createMessenger({ ...options, log: (line) => process.stdout.write(`${line}\n`) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void messenger.close().then(() => process.exit(0)));
}
