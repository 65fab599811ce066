import type { PresenceSpan } from '#lib/api/types.ts';

/** A time on the strip, in shares of its length; `n` is its place in the list beside it. */
export type Piece = { state: 'online' | 'away'; from: number; width: number };

/** What of the spans is to be drawn between two moments. What lasts ends now. */
export function piecesOf(spans: PresenceSpan[], from: number, to: number, now: number): Piece[] {
  return spans.flatMap((span) => {
    const begin = Math.max(from, Date.parse(span.from));
    const end = Math.min(to, span.to === null ? now : Date.parse(span.to));
    if (span.state === 'offline' || end <= begin) return [];
    return [{ state: span.state, from: (begin - from) / (to - from), width: (end - begin) / (to - from) }];
  });
}

/** How long somebody was online between two moments. */
export function onlineFor(spans: PresenceSpan[], from: number, to: number, now: number): number {
  const pieces = piecesOf(spans, from, to, now).filter(({ state }) => state === 'online');
  return Math.round(pieces.reduce((sum, { width }) => sum + width, 0) * (to - from));
}
