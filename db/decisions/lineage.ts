import { createHash } from 'node:crypto';
import type { Epoch, Saving } from '#workflows/chat/needs.ts';
import type { RecoveredCode } from '#workflows/chat/vocabulary.ts';

/** One save of a chat, as its row remembers it. */
export interface Kin {
  seq: number;
  /** What it is called: made from all it says, and so from the one before it. */
  token: string;
  run: string;
  final: boolean;
  /** Of the installation. */
  epoch?: number;
  /** Numbers of the inputs it decided about. */
  inputs: number[];
}

/** How far a chat has come in PostgreSQL. */
export interface Standing {
  seq: number;
  /** The newest input that its saved state knows of. */
  newest: number;
  /** Its last saves, newest last; null: none, or an older build made them. */
  trail: Kin[] | null;
}

/** As many as one task of a workflow can have saved before it fails. */
const TRAIL_MAX = 10;

/**
 * `next`, `again` (a task that failed is taken again): to be kept. `done`: this very save is there. Else why it is
 * stale.
 */
export type Judgement = 'next' | 'again' | 'done' | RecoveredCode;

export function tokenOf(saving: Saving): string {
  return createHash('sha256').update(JSON.stringify(saving)).digest('hex').slice(0, 20);
}

/**
 * Whether a save builds on what the chat's row holds. A task of the engine that failed is taken again with at least the
 * same inputs, and may say otherwise than before: it builds on the same save as the first try, and knows every input of
 * what it replaces. Whatever else does not follow the newest save comes out of another past: of a run that was reset,
 * of older data of the engine's or of ours.
 */
export function judgeSaving(saving: Saving, { seq: stored, newest, trail }: Standing, token: string): Judgement {
  const { lineage } = saving;
  const seq = saving.chat?.seq ?? 0;
  const last = trail?.at(-1);
  if (!lineage || (last?.seq ?? 0) !== stored) return judgeByNumber(saving, seq, stored, newest);
  if (last?.token === token) return 'done';
  if (lineage.reset) return 'engine_reset';
  if (seq > stored + 1) return 'database_restored';
  const kin = trail ?? [];
  const parent = kin.find((save) => save.seq === seq - 1);
  const undone = kin.filter((save) => save.seq >= seq);
  if (undone.some(({ run }) => run !== lineage.run)) return 'engine_reset';
  if (parent ? parent.token !== lineage.after : lineage.after !== null) return 'engine_restored';
  if (undone.length !== stored - seq + 1) return 'engine_restored';
  const seen = new Set(saving.carried.seen);
  const isTaken = undone.every(
    (save) => save.run === lineage.run && !save.final && save.inputs.every((id) => seen.has(id)),
  );
  if (!isTaken) return 'engine_restored';
  return undone.length === 0 ? 'next' : 'again';
}

/** Where an older build saved, there are only numbers to go by. */
function judgeByNumber(saving: Saving, seq: number, stored: number, newest: number): Judgement {
  const isOlder = seq < stored || (seq === stored && Math.max(0, ...saving.carried.seen) < newest);
  if (isOlder) return 'engine_restored';
  if (saving.lineage?.reset) return 'engine_reset';
  if (saving.lineage && seq > stored + 1) return 'database_restored';
  return seq > stored ? 'next' : 'again';
}

/** Whether the run that saves took itself up before the installation's present epoch began. */
export function isOfEarlierEpoch({ lineage }: Saving, epoch: Epoch | null): boolean {
  return lineage !== undefined && (lineage.epoch ?? 0) < (epoch?.number ?? 0);
}

/** The trail with this save in it, in place of what it replaces. */
export function trailWith(saving: Saving, { trail }: Standing, token: string): Kin[] | null {
  const { lineage, chat, inputs } = saving;
  if (!lineage || !chat) return null;
  const before = (trail ?? []).filter(({ seq }) => seq < chat.seq);
  const isWhole = before.length === 0 || before.at(-1)?.seq === chat.seq - 1;
  const kin = { seq: chat.seq, token, run: lineage.run, final: lineage.final, epoch: lineage.epoch ?? 0, inputs };
  return [...(isWhole ? before : []), kin].slice(-TRAIL_MAX);
}
