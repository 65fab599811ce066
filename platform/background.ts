import type { Logger } from './log.ts';
import { type Loop, startLoop } from './loop.ts';

/**
 * Work that nobody asks for. `pass` does some of it and answers whether there is more; it is called again at once while
 * there is, after so many milliseconds where it answers a number, when one of its topics rings, and every `everyMs`
 * otherwise.
 */
export interface Job<Topic extends string = string> {
  name: string;
  everyMs: number;
  topics: readonly Topic[];
  /** `wake`: for what goes on after the pass and makes room for the next one as it ends. */
  pass(wake: () => void): Promise<boolean | number>;
  /** One of its topics rang: there may be more to look at than usual. */
  rang?(topic: Topic): void;
  /** Waits for what is still under way after the last pass. */
  settle?(): Promise<void>;
}

/** Who hears of a job that fails again and again, and that it goes on. */
export interface JobWatch {
  failing(name: string, error: unknown): Promise<void>;
  passing(name: string): Promise<void>;
}

/** The jobs of one process, running. */
export interface Background {
  /** There may be work for whoever listens to this topic. */
  wake(topic: string): void;
  stop(): Promise<void>;
}

/** So many passes in a row have failed, with the pauses between them some seconds: not one odd moment. */
const FAILING_AFTER = 4;

/** Starts the jobs: the one place where a process does what nobody asks for. */
export function startBackground(jobs: readonly Job[], log: Logger, watch?: JobWatch): Background {
  const running = jobs.map((job) => ({ job, loop: run(job, log, watch) }));
  return {
    wake: (topic) => {
      for (const { job, loop } of running.filter(({ job: { topics } }) => topics.includes(topic))) {
        job.rang?.(topic);
        loop.wake();
      }
    },
    stop: async () => {
      await Promise.all(running.map(({ loop }) => loop.stop()));
      await Promise.all(running.map(({ job }) => job.settle?.() ?? Promise.resolve()));
    },
  };
}

/** Whether its failures are known elsewhere is not known after a start: the first pass that succeeds says so. */
function run(job: Job, log: Logger, watch: JobWatch | undefined): Loop {
  let told: 'nothing' | 'failing' | 'passing' = 'nothing';
  const tell = async (what: 'failing' | 'passing', telling: Promise<void> | undefined): Promise<void> => {
    await telling?.then(
      () => (told = what),
      (error: unknown) => log.warn({ error, loop: job.name }, 'it could not be told how the work goes'),
    );
  };
  return startLoop(job.name, log, job.everyMs, (wake) => job.pass(wake), {
    failed: async (error, times) => {
      if (times >= FAILING_AFTER) await tell('failing', watch?.failing(job.name, error));
    },
    passed: async () => {
      if (told !== 'passing') await tell('passing', watch?.passing(job.name));
    },
  });
}
