import type { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import { type Rule, ruleOf } from '../access/allow.ts';
import type { ApiEnv } from '../http/deps.ts';
import { type ErrorCode, statusOf } from '../errors/error.ts';
import { INT_MAX } from '../http/fields.ts';
import type { ApiDocument, Operation } from './page.ts';
import type { Schema } from './schema-text.ts';
import { own } from '#workflows/settings/own.ts';

const ERROR = '#/components/schemas/Error';
/** The shape of every answer that is no success. */
const error = {
  type: 'object' as const,
  required: ['error'],
  properties: {
    error: {
      type: 'object' as const,
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' as const },
        message: { type: 'string' as const, description: "In the reader's language." },
        details: { description: 'Of this code.' },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

const documentation = {
  openapi: '3.1.0',
  info: {
    title: 'Rozmova',
    version: '1',
    description: 'Everything the desk does. Log in by cookie, or use a personal token as `Authorization: Bearer`.',
  },
  components: {
    schemas: { Error: error },
    securitySchemes: {
      token: { type: 'http' as const, scheme: 'bearer' },
      cookie: { type: 'apiKey' as const, in: 'cookie' as const, name: 'rozmova_session' },
    },
  },
  security: [{ token: [] }, { cookie: [] }],
};

/** The OpenAPI document, made from the schemas the routes check with and the rules they stand behind. */
export async function documentOf(app: Hono<ApiEnv>): Promise<ApiDocument> {
  // The library would say that a bad request is answered in a shape of its own.
  const made = await generateSpecs(app, { documentation, defaultValidationErrorResponse: false });
  const document = made as unknown as ApiDocument;
  for (const { method, path, handler } of app.routes) {
    const operation = document.paths?.[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    const rule = ruleOf(handler);
    if (operation && rule) complete(operation, rule, method, path);
  }
  return document;
}

/** What the handlers read by themselves, because who is wrong about it hears that it is not there. */
const NUMBER: Schema = { type: 'integer', minimum: 1, maximum: INT_MAX };
const IN_PATH: Record<string, Schema> = { number: NUMBER, version: NUMBER };

/** What every route may answer, beside what it says of itself. */
function complete(operation: Operation, rule: Rule, method: string, path: string): void {
  for (const parameter of operation.parameters ?? [])
    if (parameter.in === 'path') parameter.schema = own(IN_PATH, parameter.name) ?? parameter.schema ?? {};
  const isAsked = Boolean(operation.requestBody ?? operation.parameters?.length);
  const codes = [
    ...(isAsked ? ASKED : []),
    ...(operation['x-codes'] ?? []),
    ...BY_RULE[rule],
    ...(path.startsWith('/api/') ? ofApi(method) : []),
    ...ALWAYS,
  ];
  operation['x-codes'] = [...new Set(codes)];
  operation.responses = { ...operation.responses, ...errorResponses(operation['x-codes'], operation.responses) };
  if (rule === 'anyone' || rule === 'meta') operation.security = [];
}

const ASKED = ['BAD_REQUEST'] as const;
const ALWAYS = ['INTERNAL', 'DATABASE_UNAVAILABLE', 'TAKES_TOO_LONG'] as const;
const SIGNED = ['SIGN_IN_REQUIRED'] as const;
const PLACED = [...SIGNED, 'NOT_ALLOWED'] as const;
const BY_RULE: Record<Rule, readonly ErrorCode[]> = {
  anyone: [],
  meta: [],
  signed_in: SIGNED,
  writer: PLACED,
  admin: PLACED,
  auditor: PLACED,
  chat_reader: [...SIGNED, 'CHAT_NOT_FOUND'],
  chat_writer: [...PLACED, 'CHAT_NOT_FOUND'],
  chat_admin: [...PLACED, 'CHAT_NOT_FOUND'],
};

/** What comes with a cookie, or may. */
function ofApi(method: string): ErrorCode[] {
  return method === 'GET' ? ['FOREIGN_ORIGIN'] : ['FOREIGN_ORIGIN', 'UNSUPPORTED_MEDIA_TYPE', 'TOO_LARGE'];
}

function errorResponses(codes: ErrorCode[], known: Operation['responses'] = {}): Operation['responses'] {
  const answer = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: ERROR } } },
  });
  const byStatus = Map.groupBy(codes, statusOf);
  const each = [...byStatus].filter(([status]) => !(String(status) in known));
  return {
    ...Object.fromEntries(each.map(([status, some]) => [status, answer(`An error: ${some.join(', ')}.`)])),
    default: answer(`An error. Codes of this operation: ${codes.join(', ')}.`),
  };
}
