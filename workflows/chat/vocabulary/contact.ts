import type { Millis } from './basic.ts';

export type ContactPart = 'phone' | 'email';

/** A phone or an e-mail address found in what the client wrote. */
export type ContactFacts = { [Part in ContactPart]?: string };

/** How a number or an address in a message stands to one before it, as far as the words tell. */
export type Intent = 'corrects' | 'adds';

/** Where a part of the contact was given. */
export interface Given {
  messageId: string;
  at: Millis;
  /** It does not stand there any more. */
  withdrawn?: true;
}

/** While the contact is asked for. */
export interface Collection {
  since: Millis;
  /** How many questions were put so far, repetitions not counted. */
  asked: number;
  /** When the question was put last: what was written before it is no answer to it. */
  askedAt: Millis;
  /** Answers to the present question that could not be read. */
  attempts: number;
  reminded: boolean;
  /** The question could not be sent: nobody is waited for who was not asked. */
  unasked?: true;
}
