import { Hub } from './hub.ts';
import type { HubWord, TabWord } from './words.ts';

/** A tab's way to its stream. */
export type Line = {
  say(word: TabWord): void;
  close(): void;
  /** The stream is this tab's own: it must not hold a connection while nobody sees the tab. */
  isOwn: boolean;
};

/** The stream that all tabs of this browser share, where the browser can; `failed` when its worker does not come up. */
export function openLine(hear: (word: HubWord) => void, failed: () => void): Line {
  if (typeof SharedWorker === 'undefined') return ownLine(hear);
  try {
    return sharedLine(hear, failed);
  } catch {
    // Some refuse it where they are told to keep nothing.
    return ownLine(hear);
  }
}

export function ownLine(hear: (word: HubWord) => void): Line {
  const hub = new Hub();
  const tab = { say: hear };
  return {
    isOwn: true,
    say: (word) => hub.hear(tab, word),
    close: () => hub.hear(tab, { kind: 'leave' }),
  };
}

function sharedLine(hear: (word: HubWord) => void, failed: () => void): Line {
  const worker = new SharedWorker(new URL('./hub.worker.ts', import.meta.url), { type: 'module', name: 'changes' });
  const { port } = worker;
  const stop = new AbortController();
  const options = { signal: stop.signal };
  worker.addEventListener('error', failed, options);
  port.addEventListener('message', ({ data }: MessageEvent<HubWord>) => hear(data), options);
  port.start();
  return {
    isOwn: false,
    say: (word) => port.postMessage(word),
    close() {
      stop.abort();
      port.postMessage({ kind: 'leave' } satisfies TabWord);
      port.close();
    },
  };
}
