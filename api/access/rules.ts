import type { ErrorCode } from '../errors/codes.ts';
import type { Act } from './roles.ts';

/** What a rule asks of who asks; nothing: it lets everybody pass. */
export interface Demand {
  /** They are known. */
  signedIn?: true;
  /** They may do this by their role on some page at least, on one that they were given, or on every one. */
  place?: { act: Act; where: 'some' | 'given' | 'every' };
  /** They may do this in the chat of the path. */
  chat?: Act;
}

/** Who may. A route has one of these rules, and what it refuses and the document tells both follow from it. */
export const RULES = {
  anyone: {},
  /** The handler checks Meta's signature. */
  meta: {},
  signed_in: { signedIn: true },
  /** All but an auditor who is nothing else. */
  writer: { signedIn: true, place: { act: 'answer', where: 'some' } },
  /** Whoever sees a page sees the company's clients and their papers; who was given none, sees none of them. */
  crm_reader: { signedIn: true, place: { act: 'see', where: 'given' } },
  crm_writer: { signedIn: true, place: { act: 'answer', where: 'given' } },
  admin: { signedIn: true, place: { act: 'arrange', where: 'every' } },
  /** Admins, too. */
  auditor: { signedIn: true, place: { act: 'see', where: 'every' } },
  /** Who may see the chat of the path, of those who may act in it, and of those the admins. */
  chat_reader: { signedIn: true, chat: 'see' },
  chat_writer: { signedIn: true, chat: 'answer' },
  chat_admin: { signedIn: true, chat: 'arrange' },
} as const satisfies Record<string, Demand>;

export type Rule = keyof typeof RULES;

export function demandOf(rule: Rule): Demand {
  return RULES[rule];
}

/** The codes with which the rule may refuse, and no others. */
export function refusalsOf(rule: Rule): ErrorCode[] {
  const { signedIn, place, chat } = demandOf(rule);
  // Who sees a chat may see it: of that one nobody is told that they may not.
  const isRefused = place !== undefined || (chat !== undefined && chat !== 'see');
  return [
    ...(signedIn ? (['SIGN_IN_REQUIRED'] as const) : []),
    ...(isRefused ? (['NOT_ALLOWED'] as const) : []),
    ...(chat ? (['CHAT_NOT_FOUND'] as const) : []),
  ];
}
