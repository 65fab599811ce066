import { type Input, isInput, isRequest, type Request } from '../chat/vocabulary.ts';
import type { Example, Line, LineKind, Outcome } from './vocabulary.ts';

/** Golden chats read back from where they are kept, by whatever build. */

/** Kinds of lines: one that is not here does not compile. */
const LINES = {
  said: true,
  not_said: true,
  contact: true,
  status: true,
  finished: true,
  joined: true,
  left: true,
  assigned: true,
  nobody: true,
  escalated: true,
  transferred: true,
  deadline: true,
  lead: true,
  refused: true,
  stopped: true,
} satisfies Record<LineKind, true>;

/** An example as this build can run it: it hears nothing that only another one understands. Null: it cannot at all. */
export function readExample(kept: unknown): Example | null {
  return isExample(kept) ? { ...kept, happened: kept.happened.filter(isHeard) } : null;
}

/** What is expected of it, without what never comes of any chat in this build. */
export function readOutcome(kept: unknown): Outcome {
  return Array.isArray(kept) ? kept.filter(isLine) : [];
}

function isExample(kept: unknown): kept is Example {
  const parts = isObject(kept) ? kept : {};
  const { v, chatId, pageId, known, happened, facts, candidates, turns } = parts;
  return (
    v === 1 &&
    [chatId, pageId].every((id) => typeof id === 'string') &&
    [known, facts, turns].every(isObject) &&
    [happened, candidates].every(Array.isArray)
  );
}

function isHeard(happened: unknown): happened is Input | Request {
  return isInput(happened) || isRequest(happened);
}

function isLine(kept: unknown): kept is Line {
  return isObject(kept) && typeof kept['at'] === 'number' && Object.hasOwn(LINES, String(kept['kind']));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
