import { z } from 'zod';
import { errorOf } from '../messenger/graph-error.ts';
import { askForToken, createGraph } from '../messenger/graph.ts';

/** What Meta says of an application's id and secret. */
export type AppVerdict =
  | { ok: true; name: string; token: string }
  | { ok: false; reason: 'wrong_id' | 'wrong_secret' | 'away' | 'strange' };

const token = z.object({ access_token: z.string().min(1) });
const application = z.object({ id: z.string(), name: z.string().default('') });

/** Codes with which Meta refuses an application it does not know, and one whose secret is another. */
const NO_SUCH_APP = 101;
const OTHER_SECRET = 1;

/** Whether there is such an application, with this secret; its own token where there is. */
export async function checkApplication(
  graphUrl: string,
  { appId, secret }: { appId: string; secret: string },
  timeoutMs: number,
): Promise<AppVerdict> {
  const form = { grant_type: 'client_credentials', client_id: appId, client_secret: secret };
  const asked = await askForToken(graphUrl, form, timeoutMs);
  if (asked.kind !== 'answer' || asked.body === null) return { ok: false, reason: 'away' };
  const given = token.safeParse(asked.body);
  if (!given.success) return { ok: false, reason: refusalOf(asked.body) };
  const { access_token: own } = given.data;
  const answer = await createGraph(graphUrl, secret).get(appId, { fields: 'id,name' }, own);
  if (answer.kind !== 'answer') return { ok: false, reason: 'away' };
  const found = application.safeParse(answer.body);
  if (!found.success || found.data.id !== appId) return { ok: false, reason: 'wrong_id' };
  return { ok: true, name: found.data.name, token: own };
}

function refusalOf(body: unknown): 'wrong_id' | 'wrong_secret' | 'strange' {
  const { code } = errorOf(body);
  if (code === NO_SUCH_APP) return 'wrong_id';
  return code === OTHER_SECRET ? 'wrong_secret' : 'strange';
}
