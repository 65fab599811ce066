/**
 * What of a file could not be read: a line that is none, a value that does not exist, a zone nobody knows, a file cut
 * off.
 */
export const COMPLAINT_CODES = ['UNREADABLE_LINE', 'WRONG_VALUE', 'UNKNOWN_ZONE', 'CUT_OFF'] as const;
export type ComplaintCode = (typeof COMPLAINT_CODES)[number];

export interface Complaint {
  /** As an editor counts them, from one. */
  line: number;
  code: ComplaintCode;
  /** What stands there, cut short. */
  text: string;
}

/** Nobody reads more of them. */
const MOST = 50;
const TEXT_MOST = 60;

/** Collects what is wrong with a file, a line once. */
export class Complaints {
  private readonly found = new Map<number, Complaint>();

  note(line: number, code: ComplaintCode, text: string): void {
    if (this.found.size < MOST && !this.found.has(line))
      this.found.set(line, { line, code, text: text.trim().slice(0, TEXT_MOST).toWellFormed() });
  }

  list(): Complaint[] {
    return [...this.found.values()].toSorted((a, b) => a.line - b.line);
  }
}
