import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fault } from '../../judge/verdict.ts';
import { pageOf } from '../../rig/exchange.ts';
import { bodyOf } from '../../rig/direct.ts';
import { until, untilSettled } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

const KINDS = ['image', 'audio', 'video', 'file'] as const;

export const x24: Row = {
  id: 'X24',
  title:
    'the host of attachments is down or hangs: each message is there with its place, and nobody waited for the file',
  traffic: 'load',
  inject: async (rig) => {
    let asked = 0;
    const host = createServer(() => void (asked += 1)).listen(0, '127.0.0.1');
    await new Promise((resolve) => host.once('listening', resolve));
    const hangs = `http://127.0.0.1:${(host.address() as AddressInfo).port}/big`;
    const page = pageOf(rig).facebookId;
    const events = [hangs, 'http://127.0.0.1:9/refused', 'https://scontent.xx.fbcdn.net/gone'].flatMap((url, host) =>
      KINDS.map((type, n) => {
        const mid = `m_${rig.mark}-${type}-${host}`;
        const text = `${rig.mark} ${type} ${host}`;
        const [at, psid] = [Date.now() + n, `6${Date.now()}${host}${n}`];
        rig.ledgers.said.add({ mid, psid, page, timestamp: at, text, at, by: 'direct' });
        const message = { mid, text, attachments: [{ type, payload: { url } }] };
        return { mid, event: { sender: { id: psid }, recipient: { id: page }, timestamp: at, message } };
      }),
    );
    const body = bodyOf([{ page, events: events.map(({ event }) => event) }]);
    const mids = events.map(({ mid }) => mid);
    const { status } = await untilSettled(() => rig.direct.postBody(body, mids));
    if (status !== 200) rig.findings.push(fault('row', 'lost', `messages with attachments were answered ${status}`));
    const shown = () => [...rig.browser.messages.values()].filter(({ message }) => message.attachments.length > 0);
    const there = await until(() => (shown().length >= events.length ? true : undefined));
    if (!there)
      rig.findings.push(fault('row', 'lost', `${shown().length} of ${events.length} attachments have a place`));
    if (asked > 0) rig.findings.push(fault('row', 'wrong state', `a foreign host was asked ${asked} times`));
    host.closeAllConnections();
    host.close();
  },
};
