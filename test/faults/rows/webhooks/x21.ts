import { fault } from '../../judge/verdict.ts';
import { bodyOf, messageOf, META_WAITS_MS } from '../../rig/direct.ts';
import type { Rig } from '../../rig/rig.ts';
import type { Row } from '../row.ts';

const COUNT = 1_000;

export const x21: Row = {
  id: 'X21',
  title: 'a batch of a thousand events with an unknown, a malformed and a huge one: none harms its neighbours',
  traffic: 'alone',
  pages: 3,
  inject: async (rig) => {
    const events = Array.from({ length: COUNT - 2 }, (_, n) => eventOf(rig, n));
    const entries = rig.pages.map(({ facebookId }) => ({
      page: facebookId,
      events: events.filter(({ page }) => page === facebookId).map((event) => messageOf(facebookId, event) as unknown),
    }));
    const [first, second] = entries;
    const psid = rig.clients[0]?.psid;
    first?.events.splice(10, 0, {
      sender: { id: psid },
      recipient: { id: first.page },
      timestamp: Date.now(),
      hologram: { depth: 3 },
    });
    second?.events.splice(20, 0, {
      sender: { id: psid },
      recipient: { id: second.page },
      timestamp: 'yesterday',
      message: { mid: 7 },
    });
    const post = await rig.direct.postBody(
      bodyOf(entries),
      events.map(({ mid }) => mid),
    );
    if (post.status !== 200 || post.ms > META_WAITS_MS * rig.scale.slack)
      rig.findings.push(
        fault('row', 'wrong state', `the batch was answered ${post.status} after ${Math.round(post.ms)} ms`),
      );
  },
  check: async (rig, { rows }) => {
    const ids = rig.pages.map(({ facebookId }) => facebookId);
    const { rows: parked } = await rig.stack.pool.query(
      'select kind from inbound_event where parked and page_facebook_id = any($1::text[])',
      [ids],
    );
    const faults = [];
    if (rows.length !== COUNT - 2)
      faults.push(fault('row', 'lost', `${rows.length} of ${COUNT - 2} messages are kept`));
    if (parked.length !== 2) faults.push(fault('row', 'lost', `${parked.length} of 2 strange events are parked`));
    return faults;
  },
};

function eventOf(rig: Rig, n: number) {
  const client = rig.clients[n % rig.clients.length];
  if (!client) throw new Error('nobody writes');
  const page = client.page.facebookId;
  const at = Date.now() - COUNT + n;
  const words = `${rig.mark} ${client.id} says ${n}`;
  const text = n === 500 ? `${words} ${'дуже довго '.repeat(6_000)}` : words;
  const event = { mid: `m_${rig.mark}-${n}`, psid: client.psid, at, text };
  rig.ledgers.said.add({ ...event, page, timestamp: at, by: 'direct' });
  return { ...event, page };
}
