import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Running } from '#start/processes/guarded.ts';

const RESTART_MS = 300;
/** As `stop_grace_period` in docker-compose.yml. */
const GRACE_MS = 40_000;

/** One process of the run, started again when it dies, as a supervisor in production would; unless it is held down. */
export class Kept<R extends Running = Running> {
  /** Deaths nobody ordered. */
  readonly surprises: string[] = [];
  readonly name: string;
  private readonly begin: () => Promise<R>;
  private readonly logFile: string;
  private current: R | undefined;
  private held = false;
  private ordered = false;
  private starting: Promise<void> = Promise.resolve();

  constructor(name: string, logFile: string, begin: () => Promise<R>) {
    this.name = name;
    this.logFile = logFile;
    this.begin = begin;
  }

  get running(): R {
    if (!this.current) throw new Error(`${this.name} does not run`);
    return this.current;
  }

  /** Starts it, and lets it be started again from now on. */
  async up(): Promise<void> {
    this.held = false;
    await this.start();
  }

  /** It dies; the supervisor starts it again. Resolves when it is dead. */
  async kill(): Promise<void> {
    this.ordered = true;
    process.kill(this.running.pid, 'SIGKILL');
    await this.running.exited;
  }

  /** It dies and stays dead until `up`. */
  async down(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.held = true;
    await this.starting;
    if (!this.current) return;
    process.kill(this.current.pid, signal);
    await this.current.exited;
  }

  /**
   * Asked to end, as by a deployment; resolves with the milliseconds it took. The supervisor starts it again. One that
   * does not end is killed as a supervisor would, and is a fault.
   */
  async terminate(): Promise<number> {
    this.ordered = true;
    const since = Date.now();
    const { pid, exited } = this.running;
    process.kill(pid, 'SIGTERM');
    const killer = setTimeout(() => {
      this.surprises.push(`${this.name} was asked to end and did not`);
      process.kill(pid, 'SIGKILL');
    }, GRACE_MS);
    await exited;
    clearTimeout(killer);
    return Date.now() - since;
  }

  freeze(): void {
    process.kill(this.running.pid, 'SIGSTOP');
  }

  thaw(): void {
    process.kill(this.running.pid, 'SIGCONT');
  }

  async close(): Promise<void> {
    this.held = true;
    await this.starting;
    await this.current?.stop(8_000);
  }

  private start(): Promise<void> {
    this.starting = this.begin().then((running) => this.watch(running));
    return this.starting;
  }

  private lastWords(): string {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-8).join(' ⏎ ').slice(-1_500);
  }

  private watch(running: Running): void {
    this.current = running as R;
    void running.exited.then(async (how) => {
      this.current = undefined;
      if (this.held) return;
      if (!this.ordered) this.surprises.push(`${this.name} ended by itself (${how}): ${this.lastWords()}`);
      this.ordered = false;
      await delay(RESTART_MS);
      if (!this.held) await this.start();
    });
  }
}
