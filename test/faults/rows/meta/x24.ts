import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fault } from '../../judge/verdict.ts';
import { sayWithFiles } from '../../rig/attached.ts';
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
    const urls = [hangs, 'http://127.0.0.1:9/refused', 'https://scontent.xx.fbcdn.net/gone'];
    await sayWithFiles(
      rig,
      urls.flatMap((url, n) => KINDS.map((type) => ({ words: `${type} ${n}`, type, url }))),
    );
    if (asked > 0) rig.findings.push(fault('row', 'wrong state', `a foreign host was asked ${asked} times`));
    host.closeAllConnections();
    host.close();
  },
};
