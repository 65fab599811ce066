import { randomUUID } from 'node:crypto';
import type { Sql } from '#db/connection/transaction.ts';
import { addMany, type ManyContact } from '#db/contacts/add-many.ts';
import type { Brought } from '#db/imports/rows.ts';
import type { HeldImport } from '#db/imports/write.ts';
import { fillEmpty } from './fill.ts';
import { fieldsOf, judge, type Known, type Read, type Reading } from './judge.ts';

/**
 * Some rows that are brought in together: those that make somebody in a few statements. A row is judged by what those
 * before it have made.
 */
export class BringingLot {
  private readonly tx: Sql;
  private readonly held: HeldImport;
  private readonly reading: Reading;
  private readonly known: Known;
  private readonly done: Brought[] = [];
  private made: (ManyContact & { line: number })[] = [];

  constructor(tx: Sql, held: HeldImport, reading: Reading, known: Known) {
    this.tx = tx;
    this.held = held;
    this.reading = reading;
    this.known = known;
  }

  /** What is so by now may be other than what was told when it was checked. */
  async take(read: Read): Promise<void> {
    const { outcome, problems, matches } = judge(read, this.known, this.reading);
    const { line, choice } = read.row;
    if (outcome === 'faulty' || outcome === 'same')
      return this.note({ line, result: outcome, problems, contactId: this.known.before.get(read.hash) ?? null });
    const what = outcome === 'new' ? 'new' : (choice ?? this.held.onMatch);
    if (what === 'new') return this.make(read);
    const contactId = matches[0] ?? null;
    if (what === 'skip' || contactId === null) return this.note({ line, result: 'skipped', contactId });
    // Who is to be filled may be one of those.
    await this.flush();
    const filled = await fillEmpty(this.tx, contactId, fieldsOf(read, this.known), this.held.employeeId);
    for (const key of read.keys) this.own(key, contactId);
    return this.note({ line, contactId, ...filled });
  }

  /** What became of all rows that were taken. */
  async brought(): Promise<Brought[]> {
    await this.flush();
    return this.done;
  }

  private make(read: Read): void {
    const id = randomUUID();
    this.made.push({ id, line: read.row.line, ...fieldsOf(read, this.known) });
    this.known.before.set(read.hash, id);
    for (const key of read.keys) this.own(key, id);
    const { kind, name } = read.contact;
    const called = name.toLowerCase();
    if (kind === 'company') this.known.companies.set(called, [...(this.known.companies.get(called) ?? []), id]);
  }

  private own(key: string, id: string): void {
    this.known.owners.set(key, [...new Set([...(this.known.owners.get(key) ?? []), id])]);
  }

  private note(brought: Pick<Brought, 'line' | 'result' | 'contactId'> & Partial<Brought>): void {
    this.done.push({ kept: null, problems: [], ...brought });
  }

  private async flush(): Promise<void> {
    if (this.made.length === 0) return;
    const after = await addMany(this.tx, this.made, this.held.employeeId);
    for (const { line, id } of this.made)
      this.note({ line, result: 'made', contactId: id, kept: { was: {}, became: {}, before: null, after } });
    this.made = [];
  }
}
