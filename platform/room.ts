import type { Logger } from './log.ts';
import { startLoop } from './loop.ts';

/**
 * Work that nobody asks for. `pass` does some of it and answers whether there is more; it is called again at once while there is,
 * when one of its topics rings, and every `everyMs` otherwise.
 */
export interface Work<Topic extends string = string> {
  name: string;
  everyMs: number;
  topics: readonly Topic[];
  pass(): Promise<boolean>;
  /** Waits for what is still under way after the last pass. */
  settle?(): Promise<void>;
}

/** All such work of one process, running. */
export interface Room {
  /** There may be work for whoever listens to this topic. */
  wake(topic: string): void;
  stop(): Promise<void>;
}

export function openRoom(works: readonly Work[], log: Logger): Room {
  const running = works.map((work) => ({ work, loop: startLoop(work.name, log, work.everyMs, () => work.pass()) }));
  return {
    wake: (topic) => running.filter(({ work }) => work.topics.includes(topic)).forEach(({ loop }) => loop.wake()),
    stop: async () => {
      await Promise.all(running.map(({ loop }) => loop.stop()));
      await Promise.all(running.flatMap(({ work }) => work.settle?.() ?? []));
    },
  };
}
