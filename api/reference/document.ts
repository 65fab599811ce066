import type { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import { ruleOf } from '../access/allow.ts';
import { refusalsOf } from '../access/rules.ts';
import type { ApiEnv } from '../http/deps.ts';
import { type ErrorCode, statusOf } from '../errors/codes.ts';
import { INT_MAX } from '../http/fields.ts';
import { codesBefore, type Mounted } from './codes.ts';
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
  // The script of the widget is an address of the API like others.
  const how = { defaultValidationErrorResponse: false, excludeStaticFile: false };
  const made = await generateSpecs(app, { documentation, ...how });
  const document = made as unknown as ApiDocument;
  for (const mounted of operationsOf(app)) {
    const operation = document.paths?.[mounted.path.replace(/:(\w+)/g, '{$1}')]?.[mounted.method.toLowerCase()];
    if (operation) complete(operation, mounted);
  }
  return document;
}

/** Every route with a rule, and what stands in it. */
function operationsOf(app: Hono<ApiEnv>): Mounted[] {
  const routes = Map.groupBy(app.routes, ({ method, path }) => `${method} ${path}`);
  return [...routes.values()].flatMap((pieces) => {
    const [{ method, path } = { method: '', path: '' }] = pieces;
    const handlers = pieces.map(({ handler }) => handler);
    const rule = handlers.map(ruleOf).find((one) => one !== undefined);
    return rule ? [{ method, path, rule, handlers }] : [];
  });
}

/** What the handlers read by themselves, because who is wrong about it hears that it is not there. */
const NUMBER: Schema = { type: 'integer', minimum: 1, maximum: INT_MAX };
const IN_PATH: Record<string, Schema> = { number: NUMBER, version: NUMBER };

/** What an operation may answer beside what it says of itself. */
function complete(operation: Operation, mounted: Mounted): void {
  for (const parameter of operation.parameters ?? [])
    if (parameter.in === 'path') parameter.schema = own(IN_PATH, parameter.name) ?? parameter.schema ?? {};
  const codes = [...new Set([...(operation['x-codes'] ?? []), ...codesBefore(mounted)])];
  operation['x-codes'] = codes;
  operation.responses = { ...operation.responses, ...errorResponses(codes, operation.responses) };
  if (!refusalsOf(mounted.rule).includes('SIGN_IN_REQUIRED')) operation.security = [];
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
