import type { Faults } from '../faults.ts';
import type { SendLedger } from '../graph/ledger.ts';
import type { App } from '../graph/token.ts';
import type { Uploads } from '../graph/uploads.ts';
import type { PageMessages } from '../page-messages.ts';
import type { Actions } from '../person/actions.ts';
import type { Schedule } from '../schedule.ts';
import type { Switches } from '../switches.ts';
import type { Courier } from '../webhook/courier.ts';
import type { Dispatch } from '../webhook/dispatch.ts';
import type { World } from '../world.ts';

export type ControlNeeds = {
  world: World;
  set: { switches: Switches };
  faults: Faults;
  ledger: SendLedger;
  courier: Courier;
  dispatch: Dispatch;
  messages: PageMessages;
  actions: Actions;
  schedule: Schedule;
  uploads: Uploads;
  app: App;
  verifyToken: string;
};

export type ThreadName = { page?: string | undefined; psid?: string | undefined; client?: string | undefined };
