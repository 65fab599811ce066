import { Hub } from './hub.ts';
import type { HubMessage, TabMessage } from './hub-messages.ts';

/** A tab's way to its stream. */
export type HubConnection = {
  say(message: TabMessage): void;
  close(): void;
  /** The stream is this tab's own: it must not hold a connection while nobody sees the tab. */
  isOwn: boolean;
};

/** The stream that all tabs of this browser share, where the browser can; `failed` when its worker does not come up. */
export function connectHub(hear: (message: HubMessage) => void, failed: () => void): HubConnection {
  if (typeof SharedWorker === 'undefined') return ownHub(hear);
  try {
    return sharedHub(hear, failed);
  } catch {
    // Some refuse it where they are told to keep nothing.
    return ownHub(hear);
  }
}

export function ownHub(hear: (message: HubMessage) => void): HubConnection {
  const hub = new Hub();
  const tab = { say: hear };
  return {
    isOwn: true,
    say: (message) => hub.hear(tab, message),
    close: () => hub.hear(tab, { kind: 'leave' }),
  };
}

function sharedHub(hear: (message: HubMessage) => void, failed: () => void): HubConnection {
  const worker = new SharedWorker(new URL('./hub.worker.ts', import.meta.url), { type: 'module', name: 'changes' });
  const { port } = worker;
  const stop = new AbortController();
  const options = { signal: stop.signal };
  worker.addEventListener('error', failed, options);
  port.addEventListener('message', ({ data }: MessageEvent<HubMessage>) => hear(data), options);
  port.start();
  return {
    isOwn: false,
    say: (message) => port.postMessage(message),
    close() {
      stop.abort();
      port.postMessage({ kind: 'leave' } satisfies TabMessage);
      port.close();
    },
  };
}
