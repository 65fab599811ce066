import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { signatureHeaders } from '#test/messenger/wire.ts';
import { fault } from '../../judge/verdict.ts';
import { pageOf } from '../../rig/exchange.ts';
import { NO_ANSWER } from '../../rig/desk.ts';
import { bodyOf, messageOf } from '../../rig/direct.ts';
import type { Rig } from '../../rig/rig.ts';
import { app } from '../../rig/stack.ts';
import { untilAnswers, untilSettled } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x23: Row = {
  id: 'X23',
  title: "the application's secret is replaced: for a while both hold, and nothing else ever does",
  traffic: 'load',
  inject: async (rig) => {
    const { env, api } = rig.stack;
    const next = randomBytes(16).toString('hex');
    try {
      env['FACEBOOK_APP_SECRET'] = `${next},${app.secret}`;
      await api.terminate();
      await untilAnswers(rig);
      await delay(rig.scale.faultAtMs / 2);
      await judgeSecrets(rig, next);
    } finally {
      env['FACEBOOK_APP_SECRET'] = app.secret;
    }
    await api.terminate();
    await untilAnswers(rig);
    if ((await postWith(rig, next, 'after')) !== 403)
      rig.findings.push(fault('row', 'wrong state', 'a secret that is gone still holds'));
  },
};

async function judgeSecrets(rig: Rig, next: string): Promise<void> {
  const secrets = { old: app.secret, new: next };
  for (const [name, secret] of Object.entries(secrets)) {
    const status = await postWith(rig, secret, name, true);
    if (status !== 200) rig.findings.push(fault('row', 'lost', `a delivery with the ${name} secret got ${status}`));
  }
  for (const secret of ['', randomBytes(16).toString('hex'), `${next},${app.secret}`]) {
    const status = await postWith(rig, secret, 'wrong');
    if (status !== 403) rig.findings.push(fault('row', 'wrong state', `a wrong secret was answered ${status}`));
  }
}

async function postWith(rig: Rig, secret: string, word: string, counts = false): Promise<number> {
  const page = pageOf(rig).facebookId;
  const event = { mid: `m_${rig.mark}-${word}`, psid: `7${Date.now()}`, at: Date.now(), text: `${rig.mark} ${word}` };
  if (counts) rig.ledgers.said.add({ ...event, page, timestamp: event.at, by: 'direct' });
  const body = bodyOf([{ page, events: [messageOf(page, event)] }]);
  const headers = { 'content-type': 'application/json', ...signatureHeaders(body, secret || ' ') };
  const { status } = await untilSettled(async () => {
    const answer = await fetch(`${rig.stack.url}/webhooks/messenger`, { method: 'POST', headers, body }).catch(
      () => null,
    );
    await answer?.arrayBuffer();
    return { status: answer?.status ?? NO_ANSWER };
  });
  return status;
}
