/** A JSON schema as OpenAPI 3.1 has it, as far as ours go. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

/** A schema in the notation every programmer reads: a TypeScript type with comments. */
export function schemaText(schema: Schema, indent = ''): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map((one) => schemaText(one, indent)).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => schemaText(one, indent)).join(' & ');
  if (schema.items) return listText(schema.items, indent);
  if (schema.properties || schema.type === 'object') return objectText(schema, indent);
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'unknown');
  return schema.format ? type.replace('string', schema.format) : type;
}

/** Bounds and defaults, in words. */
export function limitsText({ minimum, maximum, minLength, maxLength, default: initial }: Schema): string {
  const range = (from: number | undefined, to: number | undefined, unit: string): string[] => {
    // Bounds of the number type itself say nothing.
    const upper = to !== undefined && to < Number.MAX_SAFE_INTEGER ? `at most ${to}` : '';
    const lower = from !== undefined && from > Number.MIN_SAFE_INTEGER ? `at least ${from}` : '';
    const text = [lower, upper].filter(Boolean).join(', ');
    return text ? [`${text}${unit}`] : [];
  };
  const limits = [...range(minimum, maximum, ''), ...range(minLength, maxLength, ' characters')];
  return [...limits, ...(initial === undefined ? [] : [`${JSON.stringify(initial)} if left out`])].join('; ');
}

function listText(item: Schema, indent: string): string {
  const text = schemaText(item, indent);
  return text.includes(' | ') && !text.startsWith('{') ? `(${text})[]` : `${text}[]`;
}

function objectText(schema: Schema, indent: string): string {
  const inner = `${indent}  `;
  const required = new Set(schema.required);
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const comment = [property.description, limitsText(property)].filter(Boolean).join(' ');
    const mark = required.has(name) ? '' : '?';
    return `${inner}${name}${mark}: ${schemaText(property, inner)}${comment ? `  // ${comment}` : ''}`;
  });
  const others = schema.additionalProperties;
  if (typeof others === 'object' && Object.keys(others).length > 0)
    lines.push(`${inner}[name]: ${schemaText(others, inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}
