import { expect, test } from 'vitest';
import { limitsText, type Schema, schemaText } from '#api/reference/schema-text.ts';

test.each<[string, Schema, string]>([
  ['a word', { type: 'string' }, 'string'],
  ['a moment', { type: 'string', format: 'date-time' }, 'date-time'],
  ['one of some words', { type: 'string', enum: ['uk', 'en'] }, '"uk" | "en"'],
  ['something or nothing', { anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  ['two types', { type: ['string', 'null'] }, 'string | null'],
  ['a list', { type: 'array', items: { type: 'integer' } }, 'integer[]'],
  ['a list of one of some words', { type: 'array', items: { enum: ['a', 'b'] } }, '("a" | "b")[]'],
  ['an empty object', { type: 'object' }, '{}'],
  ['a map', { type: 'object', additionalProperties: { type: 'string' } }, '{\n  [name]: string\n}'],
  [
    'an object in an object',
    {
      properties: {
        id: { type: 'string' },
        by: { description: 'Who.', properties: { name: { type: 'string', maxLength: 200 } } },
      },
      required: ['id'],
    },
    '{\n  id: string\n  by?: {\n    name?: string  // at most 200 characters\n  }  // Who.\n}',
  ],
])('%s', (_, schema, text) => {
  expect(schemaText(schema)).toBe(text);
});

test('bounds are said where they mean something', () => {
  expect(limitsText({ minimum: 1, maximum: 100, default: 25 })).toBe('at least 1, at most 100; 25 if left out');
  expect(limitsText({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })).toBe('');
});
