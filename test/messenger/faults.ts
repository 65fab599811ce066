import { z } from 'zod';

/**
 * What the Graph API does wrong. A fault holds for a page and/or a person (both left out: all), for the next `times`
 * calls and for `forMs`; the first that fits a call is used up by it.
 */
export const faultSchema = z.object({
  kind: z.enum(['status500', 'rateLimit', 'hang', 'slow', 'cut', 'cutBefore', 'error', 'html', 'errorThoughSent']),
  on: z.enum(['send', 'actions', 'uploads', 'profile', 'conversations', 'me', 'all']).default('send'),
  page: z.string().optional(),
  psid: z.string().optional(),
  times: z.number().int().min(1).optional(),
  forMs: z.number().min(0).optional(),
  /** For `slow`: answers this late. The message is taken at once, unless `takeLate`. */
  ms: z.number().min(0).default(2000),
  takeLate: z.boolean().default(false),
  /** For `hang`: the person has the message, though no answer ever comes. */
  taken: z.boolean().default(false),
  code: z.number().int().optional(),
  subcode: z.number().int().optional(),
  status: z.number().int().min(400).max(599).optional(),
  message: z.string().optional(),
  transient: z.boolean().optional(),
  /** For `rateLimit`: minutes in `estimated_time_to_regain_access`. */
  regainMinutes: z.number().min(0).default(1),
});

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;
export type FaultyCall = 'send' | 'actions' | 'uploads' | 'profile' | 'conversations' | 'me';

export type Faults = {
  set(faults: FaultInput[]): void;
  list(): (Fault & { left: number | null })[];
  /** The fault that befalls this call, counted down. */
  take(call: FaultyCall, page: string, psid: string | null): Fault | null;
};

export function createFaults(): Faults {
  let armed: { fault: Fault; left: number; until: number }[] = [];
  return {
    set(faults) {
      armed = faults.map((input) => arm(faultSchema.parse(input)));
    },
    list: () => armed.map(({ fault, left }) => ({ ...fault, left: Number.isFinite(left) ? left : null })),
    take(call, page, psid) {
      armed = armed.filter(({ left, until }) => left > 0 && Date.now() < until);
      const hit = armed.find(({ fault }) => fits(fault, call, page, psid));
      if (!hit) return null;
      hit.left -= 1;
      return hit.fault;
    },
  };
}

function arm(fault: Fault) {
  return { fault, left: fault.times ?? Infinity, until: Date.now() + (fault.forMs ?? Infinity) };
}

function fits(fault: Fault, call: FaultyCall, page: string, psid: string | null): boolean {
  // Nobody waits for a mark: none uses up what is meant for a call.
  const isMeant = fault.on === call || (fault.on === 'all' && call !== 'actions');
  if (!isMeant) return false;
  return (fault.page === undefined || fault.page === page) && (fault.psid === undefined || fault.psid === psid);
}
