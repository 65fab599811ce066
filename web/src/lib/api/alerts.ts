import { client } from './client.ts';
import { done, result } from './request.ts';
import type { AlertChoice } from './types.ts';

const { alerts } = client.api.me;
/** Whoever presses and leaves the page is heard. */
const HEARD = { init: { keepalive: true } };

export const alertsApi = {
  list: () => result(alerts.$get()),
  markRead: (until: string) => done(alerts.read.$put({ json: { until } }, HEARD)),
  markOneRead: (id: string, until: string) => done(alerts[':id'].read.$put({ param: { id }, json: { until } }, HEARD)),
  choose: (json: AlertChoice) => result(alerts.choice.$put({ json }, HEARD)),
};
