import { shuffled } from '#test/messenger/switches.ts';
import { pageOf } from '../../rig/exchange.ts';
import type { Rig } from '../../rig/rig.ts';
import type { Row } from '../row.ts';

const WINDOW = 20;
const SPREAD_MS = 10 * 60_000;

export const x20: Row = {
  id: 'X20',
  title: 'webhooks come in disorder, up to ten minutes late, across a restart: chats stand in the order of Meta',
  traffic: 'alone',
  inject: async (rig) => {
    const events = planned(rig);
    const middle = Math.floor(events.length / 2);
    for (let from = 0; from < events.length; from += WINDOW) {
      const restarted = from <= middle && from + WINDOW > middle ? rig.stack.api.kill() : Promise.resolve();
      const window = shuffled(events.slice(from, from + WINDOW), rig.random);
      await Promise.all(window.map(({ page, ...event }) => rig.direct.deliver(page, [event])));
      await restarted;
    }
  },
};

/** Ten minutes of talk, in Meta's order; every other client's last words come first of all. */
function planned(rig: Rig) {
  const page = pageOf(rig).facebookId;
  const started = Date.now() - SPREAD_MS;
  const perClient = 8;
  const count = rig.clients.length * perClient;
  const events = Array.from({ length: count }, (_, n) => {
    const client = rig.clients[n % rig.clients.length];
    const at = started + Math.floor((n * SPREAD_MS) / count);
    const event = {
      mid: `m_${rig.mark}-${n}`,
      psid: client?.psid ?? '',
      at,
      text: `${rig.mark} ${client?.id} says ${n}`,
    };
    rig.ledgers.said.add({ ...event, page, timestamp: at, by: 'direct' });
    return { ...event, page };
  });
  const late = events.filter((_, n) => n % 2 === 0 && n >= count - rig.clients.length);
  return [...late, ...events.filter((event) => !late.includes(event))];
}
