import { freePort } from '#start/ports.ts';
import { answersOk } from '#start/until.ts';
import { fault } from '../../judge/verdict.ts';
import { Direct } from '../../rig/direct.ts';
import { pageOf } from '../../rig/exchange.ts';
import type { Rig } from '../../rig/rig.ts';
import { spawnProgram } from '../../rig/stack.ts';
import { until, untilSettled } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

/** Every write to it fails: no space left on device. */
const FULL_DISK = '/dev/full';

export const x27: Row = {
  id: 'X27',
  title: 'the disk of the logs is full: the service goes on without its words',
  traffic: 'load',
  inject: async (rig) => {
    const { stack, extra } = rig;
    const port = await freePort();
    const env = { ...stack.env, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'debug' };
    const mute = await spawnProgram(FULL_DISK, env, stack.programs.api);
    const worker = await spawnProgram(FULL_DISK, env, stack.programs.worker);
    extra.push(mute, worker);
    let ended = '';
    for (const [name, running] of Object.entries({ api: mute, worker }))
      void running.exited.then((how) => (ended ||= `${name}: ${how}`));
    await until(async () => ended !== '' || (await answersOk(`${env.PUBLIC_URL}/health/ready`)) || undefined);
    await deliverTo(rig, env.PUBLIC_URL);
    if (ended !== '') rig.findings.push(fault('row', 'wrong state', `a full disk of logs ended the ${ended}`));
    await Promise.all([mute.stop(), worker.stop()]);
  },
};

/** Also what makes it complain: a delivery with a bad signature. */
async function deliverTo(rig: Rig, url: string): Promise<void> {
  const page = pageOf(rig).facebookId;
  const direct = new Direct(url, rig.ledgers.posts);
  await fetch(`${url}/webhooks/messenger`, { method: 'POST', body: '{}' }).catch(() => undefined);
  for (let n = 0; n < 20; n += 1) {
    const event = {
      mid: `m_${rig.mark}-mute-${n}`,
      psid: `5${Date.now()}`,
      at: Date.now(),
      text: `${rig.mark} mute ${n}`,
    };
    rig.ledgers.said.add({ ...event, page, timestamp: event.at, by: 'direct' });
    const { status } = await untilSettled(() => direct.post(page, [event]));
    if (status === 200) continue;
    rig.findings.push(fault('row', 'lost', `with a full disk of logs a webhook was answered ${status}`));
    await rig.direct.deliver(page, [event]);
  }
}
