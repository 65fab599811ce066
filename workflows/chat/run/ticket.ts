import { ApplicationFailure } from '@temporalio/workflow';
import type { Input, Refusal, Request } from '../vocabulary.ts';

/** A request that waits for the chat's loop, and somebody for its answer. */
export interface Ticket {
  request: Request;
  /** The update's id. */
  id?: string | undefined;
  settle(refusal: Refusal | null): void;
}

export function isTicket(item: Input | Ticket): item is Ticket {
  return 'request' in item;
}

export function isToldInput(item: Input | Ticket): item is Input {
  return !isTicket(item);
}

/** How an update fails that the rules refuse. */
export function refused(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    message: refusal.code,
    type: refusal.code,
    nonRetryable: true,
    details: [refusal],
  });
}
