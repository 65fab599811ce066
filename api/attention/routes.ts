import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { allow, may, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { operations } from './operations.ts';
import { attentionOfTab, type Doing } from './schema.ts';

const path = z.object({ number: z.string(), tab: z.uuid() });

/** Who looks at a chat and who types in it, as each tab tells of itself. */
export const attention = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .put(
      '/:number/attention',
      allow('chat_reader', deps),
      describe(operations.attend),
      check('json', attentionOfTab),
      (c) => {
        const { tab, doing } = c.req.valid('json');
        tell(deps, c, tab, doing);
        return c.json(deps.attention.of(c.get('chat').number));
      },
    )
    .delete(
      '/:number/attention/:tab',
      allow('chat_reader', deps),
      describe(operations.turnAway),
      check('param', path),
      (c) => {
        tell(deps, c, c.req.valid('param').tab, null);
        return c.body(null, 204);
      },
    );

/** A tab is its person's: nobody takes another's away. */
function tell(deps: ApiDeps, c: Context<ApiEnv>, tab: string, doing: Doing | null): void {
  const signed = me(c);
  const { id, name } = signed.employee;
  const { number: chatNumber, pageId } = c.get('chat');
  // Nobody waits for the answer of who only reads.
  if (!may(signed, 'answer', 'some')) return;
  deps.attention.tell({ tab: `${id}/${tab}`, chatNumber, pageId, person: { id, name }, doing });
}
