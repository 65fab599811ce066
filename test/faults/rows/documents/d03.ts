import { fault } from '../../judge/verdict.ts';
import { ARRIVED, pageOf } from '../../rig/exchange.ts';
import { invoiceOf, payersOf, sendingBecomes, sendInvoice } from '../../rig/invoices.ts';
import type { Rig } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

/** What Meta does with a call, and what the document says of it then. */
const WRONGS = [
  { does: { kind: 'cut', times: 1 }, says: ARRIVED },
  { does: { kind: 'slow', ms: 3_000 }, says: ARRIVED },
  { does: { kind: 'status500', code: 1200, times: 2 }, says: ARRIVED },
  { does: { kind: 'error', code: 551 }, says: ['failed person_unavailable'] },
  { does: { kind: 'error', code: 10, subcode: 2018278 }, says: ['failed window_closed'] },
] as const;

export const d03: Row = {
  id: 'D03',
  title: 'N13: Meta cuts the connection, refuses, fails, limits a document: it is there at most once and says so',
  traffic: 'alone',
  gentle: true,
  length: 2,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta } = rig.stack;
    const payers = await payersOf(rig, rig.clients.slice(0, WRONGS.length));
    await meta.setFaults(facebookId, [
      { kind: 'status500', on: 'uploads', code: 2, times: 2 },
      ...payers.map(({ client: { psid } }, n) => ({ psid, ...(WRONGS[n]?.does ?? { kind: 'cut' as const }) })),
    ]);
    const sendAll = async () => {
      const ids = await Promise.all(payers.map((payer) => invoiceOf(rig, payer)));
      await Promise.all(payers.map((payer, n) => sendInvoice(rig, payer, ids[n] ?? '')));
      return ids;
    };
    const ids = await sendAll();
    await expectOf(
      rig,
      ids,
      WRONGS.map(({ says }) => [...says]),
    );
    await meta.setFaults(facebookId, [{ kind: 'rateLimit', code: 613, regainMinutes: 0.05 }]);
    const [first] = payers;
    if (!first) return;
    const limited = await invoiceOf(rig, first);
    await sendInvoice(rig, first, limited);
    await until(async () => (await meta.sends([facebookId])).some(({ error }) => error?.code === 613) || undefined);
    await meta.setFaults(facebookId, []);
    rig.liftedAt = Date.now();
    await expectOf(rig, [limited], [ARRIVED]);
  },
};

async function expectOf(rig: Rig, ids: string[], says: string[][]): Promise<void> {
  for (const [n, id] of ids.entries()) {
    const state = await sendingBecomes(rig, id, says[n] ?? []);
    if (state)
      rig.findings.push(fault('row', 'wrong state', `a document's sending is ${state} instead of ${says[n]?.[0]}`));
  }
}
