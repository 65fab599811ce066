import { readFileSync } from 'node:fs';
import { fault } from '../../judge/verdict.ts';
import { pageOf } from '../../rig/exchange.ts';
import type { Rig } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

const AT_ONCE = 64;
const LIMIT_MB = 512;

export const x28: Row = {
  id: 'X28',
  title: 'sixty-four senders at once: what waits is bounded, neither API nor worker grows beyond half a gigabyte',
  traffic: 'alone',
  inject: async (rig) => {
    const page = pageOf(rig).facebookId;
    const waiting = Array.from({ length: rig.scale.burst }, (_, n) => n);
    const send = async (): Promise<void> => {
      for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
        const event = {
          mid: `m_${rig.mark}-${n}`,
          psid: `4${rig.seed}${n % 50}${rig.mark.length}`,
          at: Date.now(),
          text: `${rig.mark} ${n}`,
        };
        rig.ledgers.said.add({ ...event, page, timestamp: event.at, by: 'direct' });
        if (!(await rig.direct.deliver(page, [event])))
          rig.findings.push(fault('row', 'lost', `${event.mid} was never taken`));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, send));
    rig.liftedAt = Date.now();
    await until(() => (rig.browser.messages.size >= rig.scale.burst ? true : undefined), rig.scale.quietMs);
  },
  check: ({ stack }: Rig) =>
    (['api', 'worker'] as const).flatMap((name) => {
      const peak = peakMb(stack[name].running.pid);
      return peak > LIMIT_MB ? [fault('row', 'wrong state', `the ${name} grew to ${Math.round(peak)} MB`)] : [];
    }),
};

/** The most a process ever held, as the kernel counts it. */
function peakMb(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}
