import fc from 'fast-check';
import { z } from 'zod';

/** A JSON schema as our document has it. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

/** Values for properties of these names, where only some make sense. */
export type Known = Record<string, fc.Arbitrary<unknown>>;

/** Whether a value is what the schema says; nothing of ours has part in it. */
export function fits(schema: JsonSchema): (value: unknown) => boolean {
  const judge = judges.get(schema) ?? z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  judges.set(schema, judge);
  return (value) => judge.safeParse(value).success;
}

const judges = new WeakMap<JsonSchema, z.ZodType>();

/** Anything that fits the schema. */
export function fitting(schema: JsonSchema, known: Known = {}): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, known)));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => fitting({ ...schema, type }, known)));
  if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((one) => fitting(one, known)));
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 5 });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fitting(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'object':
      return record(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Something close to what fits, that does not. */
export function unfitting(schema: JsonSchema, known: Known = {}): fc.Arbitrary<unknown> {
  const isFitting = fits(schema);
  return fc
    .tuple(fitting(schema, known), fc.nat(), ODD)
    .map(([value, at, odd]) => bend(value, at, odd))
    .filter((value) => !isFitting(value));
}

/** Also numbers wider than any column. */
const ODD = fc.constantFrom<unknown>(
  null,
  5.5,
  -1,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  9_007_199_254_740_990,
  1e308,
  'x'.repeat(5_000),
  'a\u0000b',
  '',
  [],
  {},
  [null],
  true,
);

/** The value with one part of it in the place of another, or without it; or something else altogether. */
function bend(value: unknown, at: number, odd: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return odd;
  const keys = Object.keys(value);
  const key = keys[at % (keys.length + 1)];
  if (key === undefined) return odd;
  const { [key]: inner, ...rest } = value as Record<string, unknown>;
  return at % 3 === 0 ? rest : { ...rest, [key]: bend(inner, at >> 2, odd) };
}

function record({ properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema, known: Known) {
  const parts = Object.entries(properties).map(([name, one]) => [name, known[name] ?? fitting(one, known)] as const);
  if (parts.length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(text(propertyNames ?? {}), fitting(additionalProperties, known), { maxKeys: 3 });
  return fc.record(Object.fromEntries(parts), { requiredKeys: required, noNullPrototype: true });
}

const FORMATS: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  'date-time': fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  email: fc.stringMatching(/^[a-z]{3,12}$/).map((name) => `${name}@demo.example`),
  base64: fc.base64String({ maxLength: 40 }),
};

function text(schema: JsonSchema): fc.Arbitrary<string> {
  const format = FORMATS[schema.format ?? ''];
  if (format) return format;
  const { minLength = 0, maxLength = 60 } = schema;
  const patterns = [schema, ...(schema.allOf ?? [])].flatMap(({ pattern }) => (pattern ? [new RegExp(pattern)] : []));
  const [shape] = patterns.filter(({ source }) => !ANYTHING.includes(source));
  const some = shape
    ? fc.stringMatching(shape, { size: 'small' })
    : fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: 'grapheme' });
  return some.filter(
    (one) => one.length >= minLength && one.length <= maxLength && patterns.every((pattern) => pattern.test(one)),
  );
}

/** Patterns that nearly everything fits. */
const ANYTHING = ['\\S', '^[^\\u0000]*$'];
