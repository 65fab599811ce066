import { fastForward } from '#test/ground/clock.ts';
import { eventually } from '#test/integration/workflows/stage.ts';
import { publish, edit, said, begin, settled } from './telling.ts';
import type { Stories } from './story.ts';

/** A client is asked for their phone and e-mail. */
export const asking: Stories = {
  // Asked for the phone out of hours: told when we are back, not understood once, then thanked; the wait runs out.
  asked: async (stage) => {
    const week = { mon: [['00:00', '00:01']] } as never;
    await publish(stage, {
      requirePhone: true,
      outOfHoursMessage: true,
      workingHours: { timeZone: 'Europe/Kyiv', week, exceptions: [] },
      waitingMessage: { enabled: true, minutes: 10 },
    });
    const { clientId, psid } = await begin(stage);
    await stage.wrote(psid, 'no phone here', Date.now() + 1_000);
    await settled(stage, clientId);
    await stage.wrote(psid, 'here it is', Date.now() + 2_000, { phone: '+380671234567' });
    await settled(stage, clientId);
    await fastForward(stage.temporal, stage.handle(clientId), 11 * 60_000);
    await eventually(async () => (await said(stage, clientId)).includes('waiting'));
    return clientId;
  },
  // Gives the phone, corrects it by an edit while the e-mail is asked for, and takes it out after the thanks.
  corrected: async (stage) => {
    await publish(stage, { requirePhone: true, requireEmail: true });
    const { clientId, psid } = await begin(stage);
    await stage.wrote(psid, '067 123 45 67', Date.now() + 1_000, { phone: '+380671234567' });
    await settled(stage, clientId);
    await edit(stage, psid, '067 123 45 68', { phone: '+380671234568' });
    await settled(stage, clientId);
    await stage.wrote(psid, 'm@example.com', Date.now() + 2_000, { email: 'm@example.com' });
    await settled(stage, clientId);
    await edit(stage, psid, 'нічого', {});
    await settled(stage, clientId);
    return clientId;
  },
  // Wants a lead once the phone is known, and hears that it was made.
  'lead-wanted': async (stage) => {
    await publish(stage, { autoLead: 'if_none_open', requirePhone: true });
    const { clientId, psid } = await begin(stage);
    await stage.wrote(psid, '067 123 45 69', Date.now() + 1_000, { phone: '+380671234569' });
    await settled(stage, clientId);
    await eventually(async () => {
      await stage.relay();
      const told = `select 1 from timeline join chat c on c.id = chat_id
        where kind = 'lead_settled' and client_id = $1`;
      return (await stage.database.pool.query(told, [clientId])).rowCount === 1;
    });
    return clientId;
  },
};
