import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one part of the rig did and saw: lines are only ever added, in a file outside the product and in memory. */
export class Ledger<T extends object> {
  readonly lines: T[] = [];
  private readonly file: string;

  constructor(folder: string, name: string) {
    this.file = join(folder, `${name}.jsonl`);
  }

  add(line: T): T {
    this.lines.push(line);
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
    return line;
  }
}
