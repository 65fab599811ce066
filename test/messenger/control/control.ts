import type { ControlNeeds } from './needs.ts';
import { createPeople } from './people.ts';
import { createSeen } from './seen.ts';
import { createWeather } from './weather.ts';
import { createWebhook } from './webhook.ts';

export type Control = ReturnType<typeof createControl>;

/** Everything a test, the fault rig or the person's page may ask of the simulated Meta. */
export const createControl = (needs: ControlNeeds) => ({
  ...needs.actions,
  ...createPeople(needs),
  ...createWeather(needs),
  ...createWebhook(needs),
  ...createSeen(needs),
});
