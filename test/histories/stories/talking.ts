import { deleteResting, restore } from '#db/bin/change.ts';
import { currentEpoch } from '#db/inbox/watching.ts';
import { fastForward } from '#test/ground/clock.ts';
import { eventually } from '#test/integration/workflows/stage.ts';
import {
  addOperator,
  changeStatus,
  deleteChat,
  inputsReceived,
  removeOperator,
  transfer,
  undoFinish,
} from '#workflows/chat/interface.ts';
import { WINDOW_MS } from '#workflows/chat/window.ts';
import { begin, settled } from './telling.ts';
import type { Stories } from './story.ts';

/** A client and operators talk. */
export const talking: Stories = {
  answered: async (stage) => {
    const { clientId, psid, chatId } = await begin(stage);
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    await stage.wrote(psid, 'thanks');
    await settled(stage, clientId);
    return clientId;
  },
  finished: async (stage) => {
    const { clientId, chatId } = await begin(stage);
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    await stage.finish(clientId, chatId);
    return clientId;
  },
  // Undone, called off by a word of the client's, and then left alone until its end.
  'finished-later': async (stage) => {
    const { clientId, psid, chatId } = await begin(stage);
    const ask = { chatId, by: stage.olena, at: Date.now(), after: 0 };
    const handle = stage.handle(clientId);
    const finish = () =>
      handle.executeUpdate(changeStatus, {
        args: [{ ...ask, kind: 'change_status', to: 'finished', undoFor: 10_000 }],
      });
    await finish();
    await handle.executeUpdate(undoFinish, { args: [{ ...ask, kind: 'undo_finish' }] });
    await finish();
    await stage.wrote(psid, 'wait');
    await settled(stage, clientId);
    await finish();
    await fastForward(stage.temporal, handle, 11_000).catch(() => undefined);
    await eventually(
      async () => (await stage.database.pool.query(`select 1 from timeline where kind = 'finished'`)).rowCount,
    );
    return clientId;
  },
  // Deleted while its client waits, put back, and answered.
  deleted: async (stage) => {
    const { clientId, chatId } = await begin(stage);
    const ask = { chatId, by: stage.olena, at: Date.now(), after: 0 };
    await stage.handle(clientId).executeUpdate(deleteChat, { args: [{ ...ask, kind: 'delete_chat' }] });
    await restore(stage.database.pool, { id: chatId, clientId }, stage.olena);
    await settled(stage, clientId);
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    return clientId;
  },
  // Deleted with others, so that PostgreSQL alone knows of it: told to begin anew, it finds nothing open.
  'deleted-with-others': async (stage) => {
    const { clientId, chatId } = await begin(stage);
    await deleteResting(stage.database.pool, [{ id: chatId, clientId }], stage.olena);
    const epoch = await currentEpoch(stage.database.pool);
    await stage.handle(clientId).signal(inputsReceived, [], { epoch, anew: true });
    await stage.handle(clientId).result();
    return clientId;
  },
  operators: async (stage) => {
    const { clientId, chatId } = await begin(stage);
    const ask = { chatId, by: stage.olena, at: Date.now(), after: 0 };
    const handle = stage.handle(clientId);
    await handle.executeUpdate(addOperator, {
      args: [{ ...ask, kind: 'add_operator', employeeId: stage.olena, onlyIfNobody: true }],
    });
    await handle.executeUpdate(addOperator, {
      args: [{ ...ask, kind: 'add_operator', employeeId: stage.taras, onlyIfNobody: false }],
    });
    await handle.executeUpdate(changeStatus, { args: [{ ...ask, kind: 'change_status', to: 'in_progress' }] });
    await handle.executeUpdate(removeOperator, {
      args: [{ ...ask, kind: 'remove_operator', employeeId: stage.olena }],
    });
    return clientId;
  },
  // To a team in which nobody is, then to a person; a colleague stays.
  transferred: async (stage) => {
    const { clientId, chatId } = await begin(stage);
    const ask = { chatId, by: stage.olena, at: Date.now(), after: 0 };
    const handle = stage.handle(clientId);
    await handle.executeUpdate(addOperator, {
      args: [{ ...ask, kind: 'add_operator', employeeId: stage.olena, onlyIfNobody: true }],
    });
    await handle.executeUpdate(transfer, {
      args: [{ ...ask, kind: 'transfer', to: 'team', target: 'wholesale', teamName: 'Опт', note: null }],
    });
    await handle.executeUpdate(transfer, {
      args: [{ ...ask, kind: 'transfer', to: 'person', target: stage.taras, teamName: null, note: 'рахунок' }],
    });
    return clientId;
  },
  'window-closed': async (stage) => {
    const { clientId } = await begin(stage);
    await fastForward(stage.temporal, stage.handle(clientId), WINDOW_MS + 60_000);
    await eventually(
      async () =>
        (
          await stage.database.pool.query(`select 1 from timeline
       where kind = 'window_closed'`)
        ).rowCount,
    );
    return clientId;
  },
};
