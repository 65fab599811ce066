import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { allow } from '../access/allow.ts';
import { sendPdf } from '../documents/paper.ts';
import { ERRORS } from '../errors/codes.ts';
import { ApiError, languageOf } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { readLink } from './link.ts';
import { operations } from './operations.ts';

/** Openings of one document in a minute, by everybody together: nobody reads it more often. */
const PER_MINUTE = 30;
const linkPath = z.object({ token: z.string().max(100) });
/** Nothing of it is found by search machines, and nobody keeps it on the way. */
const UNSEEN = { 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'private, no-store' };

/** Documents by links that clients have in their chats. */
export const sharedDocuments = (deps: ApiDeps) => {
  const openings = new RateLimiterMemory({ points: PER_MINUTE, duration: 60 });
  return new Hono<ApiEnv>().get(
    '/:token',
    allow('anyone', deps),
    describe(operations.open),
    check('param', linkPath),
    async (c) => {
      for (const [name, value] of Object.entries(UNSEEN)) c.header(name, value);
      const link = readLink(deps.linkKey, c.req.valid('param').token);
      if (!link) return refuse(c, 'NOT_FOUND');
      if (link.until.getTime() <= Date.now()) return refuse(c, 'LINK_EXPIRED');
      const may = await openings.consume(link.documentId).catch(() => null);
      return may ? sendPdf(deps, c, link.documentId, 'inline') : refuse(c, 'TOO_MANY_ATTEMPTS');
    },
  );
};

/** A client reads it in a browser: words on a page, and what a program understands for a program. */
function refuse(c: Context<ApiEnv>, code: 'NOT_FOUND' | 'LINK_EXPIRED' | 'TOO_MANY_ATTEMPTS') {
  if (!c.req.header('accept')?.includes('text/html')) throw new ApiError(code);
  const [language, { status, ...words }] = [languageOf(c), ERRORS[code]];
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${TITLES[language]}</title>
      </head>
      <body>
        <h1>${TITLES[language]}</h1>
        <p>${words[language]}</p>
      </body>
    </html>`;
  return c.html(page, status);
}

const TITLES = { uk: 'Документ', en: 'Document' };
