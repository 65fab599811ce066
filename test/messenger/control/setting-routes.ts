import type { Hono } from 'hono';
import { switchesSchema } from '../switches.ts';
import type { Control } from './control.ts';
import { clock, faultList, rawBody, rawEvent, webhook } from './schemas.ts';

/** How Meta feels today, and the way to the callback. */
export function addSettings(routes: Hono, control: Control): void {
  routes.get('/faults', (c) => c.json(control.faults()));
  routes.put('/faults', async (c) => {
    control.setFaults(faultList.parse(await c.req.json()));
    return c.json(control.faults());
  });
  routes.get('/switches', (c) => c.json(control.switches()));
  routes.put('/switches', async (c) => c.json(control.setSwitches(switchesSchema.parse(await c.req.json()))));
  routes.put('/clock', async (c) => c.json(control.setClock(clock.parse(await c.req.json()).shiftMs)));
  routes.get('/webhook', (c) => c.json(control.webhook()));
  routes.put('/webhook', async (c) => {
    control.setWebhook(webhook.parse(await c.req.json()));
    return c.json(control.webhook());
  });
  routes.post('/events', async (c) => {
    const { page, event, key } = rawEvent.parse(await c.req.json());
    control.sendEvent(page, event, key);
    return c.json({ ok: true }, 201);
  });
  routes.post('/raw', async (c) => {
    const { body, signature, timeoutMs } = rawBody.parse(await c.req.json());
    return c.json(await control.postRaw(body, signature, timeoutMs));
  });
}
