/** JSON again, however deep it is nested: the engine's own writer gives up at a few thousand levels. */
export function asText(item: unknown): string {
  try {
    return JSON.stringify(item) ?? 'null';
  } catch {
    return writeDeep(item);
  }
}

/** Already JSON. */
class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function writeDeep(root: unknown): string {
  const written: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next instanceof Written) written.push(next.text);
    else if (typeof next === 'object' && next !== null)
      partsOf(next)
        .reverse()
        .forEach((part) => waiting.push(part));
    else written.push(JSON.stringify(next) ?? 'null');
  }
  return written.join('');
}

function partsOf(container: object): unknown[] {
  const isList = Array.isArray(container);
  const members = Object.entries(container).flatMap(([name, value], index) => {
    const before = `${index > 0 ? ',' : ''}${isList ? '' : `${JSON.stringify(name)}:`}`;
    return [new Written(before), value];
  });
  return [new Written(isList ? '[' : '{'), ...members, new Written(isList ? ']' : '}')];
}
