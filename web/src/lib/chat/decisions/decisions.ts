import type { CodeOf, DecisionKind, LineKind, Reasons } from '#workflows/chat/decisions.ts';
import type { Entry } from '#lib/api/types.ts';

export type Words = { sentence: string; why: string };

/** How a kind of decision is told. */
export type Tell = (entry: Entry, now: Date) => Words;

/**
 * Words for every code of a kind: a new one is an error until it has its own. What another build knew is looked up by
 * `own`.
 */
export type ByCode<K extends DecisionKind, W> = Record<CodeOf<K>, W>;

export type { CodeOf, DecisionKind, LineKind, Reasons };
