import type { Health, Looked, Outcome } from './vocabulary.ts';

/** What a page's workflow needs done in the world; each may be called twice with the same effect as once. */
export interface PageNeeds {
  /** What is kept of its health; null: nothing yet. */
  loadHealth(asked: { pageId: string }): Promise<Health | null>;
  /** Asks Meta, unless it wants to be left alone, and our own figures. Null: the page is not connected any more. */
  lookAtPage(asked: { pageId: string; asksMeta: boolean; now: number }): Promise<Looked | null>;
  /** Keeps what was decided, and does what follows of it. */
  keepHealth(decided: Outcome & { pageId: string; tokenMark: string }): Promise<void>;
}
