import type { HonoRequest } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ApiDeps, ApiEnv } from './deps.ts';
import { ApiError } from '../errors/error.ts';

export const UPLOAD_PATH = '/api/files';
export const IMPORT_PATH = '/api/imports';

/**
 * A request that changes something and comes with a cookie must come from our own pages: the browser says where from,
 * and only JSON and, where files are taken, bytes: neither can be sent by a foreign form. Programs with a token have no
 * cookie to ride on.
 */
export function ownOriginOnly(deps: ApiDeps) {
  const own = new URL(deps.publicUrl).origin;
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      // A stream or a list with a foreign page's cookies is not for that page either.
      if (isForAllSites(c.req.path)) return next();
      if (c.req.header('sec-fetch-site') === 'cross-site' && c.req.header('sec-fetch-mode') !== 'navigate')
        throw new ApiError('FOREIGN_ORIGIN');
      return next();
    }
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const allowed =
      origin === undefined ||
      origin === own ||
      // On the machine itself or in its network the desk is opened under other names too; where there is https, only
      // there.
      (!own.startsWith('https:') && origin === `http://${c.req.header('host')}`) ||
      isCodecCall(c.req.path, origin, deps);
    if (!allowed || site === 'cross-site') throw new ApiError('FOREIGN_ORIGIN');
    const hasBody = Number(c.req.header('content-length') ?? 0) > 0 || c.req.header('transfer-encoding') !== undefined;
    const taken = isUpload(c.req) ? /^application\/(json|octet-stream)\b/ : /^application\/json\b/;
    if (hasBody && !taken.test(c.req.header('content-type') ?? '')) throw new ApiError('UNSUPPORTED_MEDIA_TYPE');
    return next();
  });
}

/** What other sites may read: it is the same for everybody. */
const isForAllSites = (path: string): boolean => /^\/api\/pages\/[^/]+\/widget$/.test(path);

/** The requests whose body is a file. */
export function isUpload({ method, path }: Pick<HonoRequest, 'method' | 'path'>): boolean {
  return method === 'POST' && (path === UPLOAD_PATH || path === IMPORT_PATH);
}

function isCodecCall(path: string, origin: string, deps: ApiDeps): boolean {
  return path.startsWith('/api/codec/') && deps.temporalUiUrl !== '' && origin === new URL(deps.temporalUiUrl).origin;
}

const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/i;

/**
 * Only hosts by which people really reach us: addresses in answers, cookies and logs are never made from a stranger's.
 */
export function canonicalHost(deps: ApiDeps) {
  const own = new URL(deps.publicUrl).host;
  return createMiddleware<ApiEnv>(async (c, next) => {
    const host = c.req.header('host') ?? '';
    const name = host.replace(/:\d+$/, '');
    if (
      !HOST.test(host) ||
      (host !== own && !['localhost', '127.0.0.1', '[::1]', new URL(deps.publicUrl).hostname].includes(name))
    ) {
      return c.text('Unknown host', 400);
    }
    return next();
  });
}

/** On every answer (OWASP ASVS 3.4); `scripts` are the hashes of the desk's own inline scripts. */
export function securityHeaders(deps: ApiDeps, scripts: string[]) {
  const https = deps.publicUrl.startsWith('https:');
  const csp = [
    "default-src 'self'",
    `script-src 'self'${scripts.map((hash) => ` '${hash}'`).join('')}`,
    "style-src 'self'",
    // The one style attribute of the desk: SvelteKit's announcer for screen readers, this very text.
    "style-src-attr 'unsafe-hashes' 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return createMiddleware<ApiEnv>(async (c, next) => {
    await next();
    const { headers } = c.res;
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', csp);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'same-origin');
    if (!headers.has('x-frame-options')) headers.set('x-frame-options', 'DENY');
    headers.set('cross-origin-opener-policy', 'same-origin');
    if (!headers.has('cross-origin-resource-policy')) headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), geolocation=(), payment=()');
    if (https) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (c.req.path.startsWith('/api/') && !headers.has('cache-control')) headers.set('cache-control', 'no-store');
  });
}
