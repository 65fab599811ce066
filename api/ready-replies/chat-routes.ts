import { type Context, Hono } from 'hono';
import { findAddressee, listOffered, type OfferedReply } from '#db/ready-replies/read.ts';
import { readSettings } from '#db/settings/read.ts';
import { type Part, partsOf } from '#workflows/settings/render.ts';
import { chooseText } from '#workflows/settings/language.ts';
import { type Filling, valuesOf } from '#workflows/settings/write.ts';
import type { Settings } from '#workflows/settings/vocabulary.ts';
import { allow, me } from '../access/allow.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { operations } from './operations.ts';
import { soughtQuery } from './schema.ts';
import { seek } from './seek.ts';

/** What the composer of a chat offers. */
export const chatReadyReplies = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/:number/ready-replies',
    allow('chat_reader', deps),
    describe(operations.offer),
    check('query', soughtQuery),
    async (c) => c.json({ items: await offer(deps, c, c.req.valid('query').q) }),
  );

async function offer(deps: ApiDeps, c: Context<ApiEnv>, sought: string) {
  const { pool } = deps.database;
  const { id, pageId } = c.get('chat');
  const { employee } = me(c);
  const addressee = await findAddressee(pool, id);
  if (!addressee) throw new ApiError('CHAT_NOT_FOUND');
  const { settings } = await readSettings(pool, pageId);
  const filling = { ...addressee, operatorName: employee.name, now: Date.now(), opensAt: null };
  const found = seek(await listOffered(pool, employee.id, pageId), sought);
  return found.map((reply) => offered(reply, settings, filling));
}

function offered({ id, ownerId, shortcut, title, texts, files }: OfferedReply, settings: Settings, filling: Filling) {
  const first = chooseText(texts, filling.locale, settings.defaultLanguage);
  const others = Object.keys(texts).filter((language) => language !== first?.language);
  const filled = (language: string): Part[] => partsOf(texts[language] ?? '', valuesOf(settings, filling, language));
  return {
    id,
    shortcut,
    title,
    scope: ownerId === null ? ('shared' as const) : ('mine' as const),
    texts: [
      ...(first ? [{ language: first.language, reason: first.because, parts: filled(first.language) }] : []),
      ...others.map((language) => ({ language, reason: null, parts: filled(language) })),
    ],
    files,
  };
}
