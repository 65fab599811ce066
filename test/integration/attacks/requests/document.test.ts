import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonName } from '../../support/company.ts';
import { fitting, type JsonSchema } from '../../support/from-schema.ts';
import { operations, people, name, known, SEED, requestOf, send, untold, setUpDocument } from './document-stage.ts';

setUpDocument();

describe('Y03: what the document allows', () => {
  test.each<[PersonName, number]>([
    ['iryna', 3],
    ['olena', 2],
    ['dmytro', 2],
  ])('is not refused for its shape, and answered as the document tells: asked by %s', async (who, numRuns) => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const requests = requestOf(operation, (schema) => fitting(schema, known));
      for (const request of fc.sample(requests, { seed: SEED, numRuns })) {
        const answer = await send(people[who], operation, request);
        const fault = [400, 415, 500].includes(answer.status) ? answer.text : untold(operation, answer);
        if (fault) wrong.push(`${name(operation)} ${JSON.stringify(request).slice(0, 600)}: ${answer.status} ${fault}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Sums and quantities stand in columns of 64 bits, as far as a number of JSON is exact. */
const mostOf = (at: string): number =>
  /\.(amount|discount|price|quantity|sum)\b/.test(at) ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1;

test('Y01: every whole number that comes from outside has the bounds of its column in the document', () => {
  const wide: string[] = [];
  const walk = (at: string, schema: JsonSchema): void => {
    if (
      schema.type === 'integer' &&
      !((schema.minimum ?? -Infinity) >= -(2 ** 31) && (schema.maximum ?? Infinity) <= mostOf(at))
    )
      wide.push(at);
    for (const [key, inner] of Object.entries(schema))
      if (typeof inner === 'object' && inner !== null) walk(`${at}.${key}`, inner as JsonSchema);
  };
  for (const operation of operations) {
    for (const { name: parameter, schema } of operation.parameters ?? [])
      walk(`${name(operation)} ${parameter}`, schema);
    for (const { schema } of Object.values(operation.requestBody?.content ?? {})) walk(name(operation), schema);
  }
  expect(wide).toEqual([]);
});

test.each(['PATCH', 'TRACE', 'QUERY'])('Y03: %s is told which methods there are', async (method) => {
  const answer = await people.iryna.ask('/api/chats/1/status', { method });
  expect([answer.status, answer.headers.allow]).toEqual([405, 'PUT']);
});
