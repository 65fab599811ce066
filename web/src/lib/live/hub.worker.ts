import { Hub } from './hub.ts';
import type { TabMessage } from './hub-messages.ts';

const hub = new Hub();

/** A shared worker is asked for over plain HTTP, too, where a browser hides Web Locks; it ends with the last tab. */
addEventListener('connect', (event) => {
  for (const port of (event as MessageEvent).ports) {
    const tab = { say: (message: unknown) => port.postMessage(message) };
    port.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => hub.hear(tab, data));
    // A tab that crashed says nothing; where the browser tells of it, the stream does not outlive its readers.
    port.addEventListener('close', () => hub.hear(tab, { kind: 'leave' }));
    port.start();
  }
});
