import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { wrong } from './error.ts';

export type GraphVariables = { version: string; page?: string };
export type GraphContext = Context<{ Bindings: HttpBindings; Variables: GraphVariables }>;

/** A call's parameters from the query and the body together, as the Graph API takes them. */
export type Params = { values: Record<string, unknown>; file: File | null };

export async function readParams(c: GraphContext): Promise<Params> {
  const query = Object.fromEntries(Object.entries(c.req.query()).map(([name, value]) => [name, decoded(value)]));
  if (c.req.method === 'GET') return { values: query, file: null };
  const type = c.req.header('content-type') ?? '';
  if (type.includes('application/json')) return { values: { ...query, ...(await jsonBody(c)) }, file: null };
  if (!/form-data|x-www-form-urlencoded/.test(type)) return { values: query, file: null };
  const form = await c.req.parseBody();
  const file = form['filedata'] instanceof File ? form['filedata'] : null;
  const fields = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, decoded(value)]] : [],
  );
  return { values: { ...query, ...(Object.fromEntries(fields) as Record<string, unknown>) }, file };
}

async function jsonBody(c: GraphContext): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) return body;
  } catch {
    // Falls through to Meta's own complaint.
  }
  throw wrong('The parameters must be a JSON object', 2018014);
}

/** Outside JSON bodies objects come as JSON text; any other value stays the string it is. */
function decoded(value: string): unknown {
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
