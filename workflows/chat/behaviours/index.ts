import { escalation } from './escalation.ts';
import { finishing } from './finishing.ts';
import { givingUp } from './giving-up.ts';
import { reminding } from './reminding.ts';
import { silence } from './silence.ts';
import { waiting } from './waiting.ts';
import { windowCloses } from './window.ts';

/** All that a chat does by itself. Of what is due in one moment, what stands first comes first. */
export const BEHAVIOURS = [windowCloses, waiting, reminding, givingUp, silence, escalation, finishing] as const;

type Listed = (typeof BEHAVIOURS)[number];
export type DeadlineKind = Listed['kind'];
/** Which setting moves a deadline; Meta's window is moved by none. */
export type DeadlineSetting = Listed['setting'];

export const DEADLINES: readonly DeadlineKind[] = BEHAVIOURS.map(({ kind }) => kind);

const BY_KIND = new Map<DeadlineKind, Listed>(BEHAVIOURS.map((behaviour) => [behaviour.kind, behaviour]));

/** Whose deadline it is. What another build kept may be nobody's. */
export function behaviourOf(kind: DeadlineKind): Listed | undefined {
  return BY_KIND.get(kind);
}
