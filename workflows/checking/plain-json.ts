const DEPTH = 10;

/** Whether PostgreSQL can keep it as `jsonb`, and nothing in it is too deep to walk through. */
export function isPlainJson(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isPlain(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= DEPTH) return false;
  return Object.entries(value).every(([key, inner]) => isPlain(key) && isPlainJson(inner, depth + 1));
}

function isPlain(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
