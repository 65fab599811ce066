import { setTimeout as delay } from 'node:timers/promises';
import type { Say } from '../terminal.ts';
import type { Running } from './guarded.ts';
import type { Logs } from './logs.ts';
import type { RunFile } from './run-file.ts';

const firstPauseMs = 200;
const longestPauseMs = 15_000;
/** One that ran this long has not failed to start: it is started again at once. */
const stableMs = 3_000;

/** How often it is asked whether it works, and how long it may say no. */
const askEveryMs = 2_000;
const unhealthyMs = 30_000;
/** One that was just started has to find its feet. */
const startingMs = 45_000;

export type Start = () => Promise<Running>;
export type Tools = { runFile: RunFile; say: Say; logs: Logs };

export class Supervised {
  private readonly name: string;
  private readonly start: Start;
  private readonly tools: Tools;
  private readonly stopped = new AbortController();
  private current: Running | null = null;
  private since = 0;

  constructor(name: string, start: Start, tools: Tools) {
    this.name = name;
    this.start = start;
    this.tools = tools;
  }

  async begin(): Promise<void> {
    this.current = await this.start();
    this.since = Date.now();
    this.tools.runFile.record(this.name, this.current.pid);
  }

  async watch(): Promise<void> {
    for (let failures = 0; !this.isStopping; await this.beginAgain(failures)) {
      const how = await this.current?.exited;
      if (this.isStopping) return;
      failures = Date.now() - this.since > stableMs ? 0 : failures + 1;
      const log = failures > 0 ? ` Its log: ${this.tools.logs.file(this.name)}` : '';
      this.tools.say(`${this.name} ended (${how}); starting it again.${log}`);
    }
  }

  async checkHealth(isWell: () => Promise<boolean>): Promise<void> {
    for (let unhealthySince = 0; !this.isStopping; await this.pause(askEveryMs)) {
      unhealthySince = (await isWell()) ? 0 : unhealthySince || Date.now();
      const isUnhealthy =
        unhealthySince !== 0 &&
        Date.now() - Math.max(unhealthySince, this.since + startingMs - unhealthyMs) > unhealthyMs;
      if (!isUnhealthy) continue;
      unhealthySince = 0;
      this.tools.say(
        `${this.name} runs but does not work; starting it again. Its log: ${this.tools.logs.file(this.name)}`,
      );
      await this.current?.stop(3_000);
    }
  }

  async stop(graceMs: number): Promise<void> {
    this.stopped.abort();
    await this.current?.stop(graceMs);
  }

  private async beginAgain(failures: number): Promise<void> {
    for (let pause = firstPauseMs * 2 ** failures; ; pause *= 2) {
      await this.pause(Math.min(pause, longestPauseMs));
      try {
        await this.begin();
        if (this.isStopping) await this.current?.stop();
        return;
      } catch (error) {
        this.tools.say(`${this.name} does not start: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  private get isStopping(): boolean {
    return this.stopped.signal.aborted;
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopped.signal });
  }
}
