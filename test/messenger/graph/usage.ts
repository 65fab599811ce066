import type { Switches } from '../switches.ts';
import type { GraphContext } from './request.ts';

/** How much of what is allowed the application and the page have used, as Meta says with each answer. */
export function decorateUsage(c: GraphContext, { usage: { percent, regainMinutes } }: Switches): void {
  c.header('X-App-Usage', JSON.stringify({ call_count: 1, total_time: 1, total_cputime: 1 }));
  const page = c.get('page');
  if (percent === 0 || page === undefined || c.res.headers.has('x-business-use-case-usage')) return;
  const entry = {
    type: 'messenger',
    call_count: percent,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: regainMinutes,
  };
  c.header('X-Business-Use-Case-Usage', JSON.stringify({ [page]: [entry] }));
}
