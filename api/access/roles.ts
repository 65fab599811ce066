import type { Role } from '#db/entities/employee.ts';

/** What somebody wants of a page and its chats: to see them, to act in them, or to arrange what admins arrange. */
export const ACTS = ['see', 'answer', 'arrange'] as const;
export type Act = (typeof ACTS)[number];

/** On which pages they may: on every one, on those they have access to, on none. */
export type Reach = 'all' | 'own' | 'none';

export type Verdict =
  | { may: true; because: 'role' | 'access' }
  /** `unseen`: to them it is not there at all. */
  | { may: false; because: 'unseen' | 'role' | 'access' };

/**
 * The only place that knows what a role is worth. Who has several may what one of them may, act by act: to see is not
 * to answer.
 */
const REACH: Record<Role, Record<Act, Reach>> = {
  admin: { see: 'all', answer: 'all', arrange: 'all' },
  auditor: { see: 'all', answer: 'none', arrange: 'none' },
  operator: { see: 'own', answer: 'own', arrange: 'none' },
};

export function reachOf(roles: readonly Role[], act: Act): Reach {
  const reaches = new Set(roles.map((role) => REACH[role][act]));
  if (reaches.has('all')) return 'all';
  return reaches.has('own') ? 'own' : 'none';
}

/** Whether somebody with these roles may do this on a page, and why. */
export function verdictOn(roles: readonly Role[], act: Act, hasAccess: boolean): Verdict {
  if (!covers(reachOf(roles, 'see'), hasAccess)) return { may: false, because: 'unseen' };
  const reach = reachOf(roles, act);
  if (covers(reach, hasAccess)) return { may: true, because: reach === 'all' ? 'role' : 'access' };
  return { may: false, because: reach === 'own' ? 'access' : 'role' };
}

function covers(reach: Reach, hasAccess: boolean): boolean {
  return reach === 'all' || (reach === 'own' && hasAccess);
}
