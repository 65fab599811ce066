import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Fault } from '../faults.ts';
import { GraphError, knownError, type GraphFault } from './error.ts';
import type { GraphContext } from './request.ts';

const BAD_GATEWAY =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>' +
  '<body><h1>Sorry, something went wrong.</h1></body></html>';

/** Faults under which the call does its work; the others come before anything is taken. */
export function takesFirst(fault: Fault | null): boolean {
  if (fault === null || fault.kind === 'cut' || fault.kind === 'errorThoughSent') return true;
  return (fault.kind === 'slow' && !fault.takeLate) || (fault.kind === 'hang' && fault.taken);
}

/** Does what the fault says. Null: go on and answer as if nothing were. */
export async function actOn(c: GraphContext, fault: Fault): Promise<Response | null> {
  switch (fault.kind) {
    case 'slow':
      await sleep(fault.ms);
      return null;
    case 'cut':
    case 'cutBefore':
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      return new Promise<Response>(() => {});
    case 'html':
      return c.html(BAD_GATEWAY, 502);
    case 'rateLimit':
      throw faultError(fault, 613);
    case 'errorThoughSent':
      throw faultError({ ...fault, code: fault.code ?? 1, subcode: fault.subcode ?? 1357046 }, 1);
    case 'status500':
      throw faultError({ ...fault, status: fault.status ?? 500, transient: fault.transient ?? true }, 2);
    case 'error':
      throw faultError(fault, 1);
  }
}

function faultError(fault: Fault, defaultCode: number): GraphError {
  const known = knownError(fault.code ?? defaultCode, fault.subcode).fault;
  const given: Partial<GraphFault> = {
    regainMinutes: fault.regainMinutes,
    ...(fault.status === undefined ? {} : { status: fault.status }),
    ...(fault.message === undefined ? {} : { message: fault.message }),
    ...(fault.transient === undefined ? {} : { transient: fault.transient }),
  };
  return new GraphError({ ...known, ...given });
}
