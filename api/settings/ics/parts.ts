import type { Complaints } from './complaints.ts';

/** A content line of a file: `NAME;PARAMETER=…:value` (RFC 5545 §3.1). */
export interface Line {
  number: number;
  name: string;
  parameters: ReadonlyMap<string, string>;
  value: string;
  /** Unfolded, as it came. */
  text: string;
}

/** What stands between BEGIN and END. */
export interface Part {
  name: string;
  line: number;
  lines: Line[];
  parts: Part[];
  isWhole: boolean;
}

const LINE = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*)*):(.*)$/s;
const PARAMETER = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/g;

/**
 * The outermost parts of a file. A line that is none is left out and complained about: its neighbours are not to blame.
 */
export function readComponents(text: string, complaints: Complaints): Part[] {
  const file: Part = { name: '', line: 0, lines: [], parts: [], isWhole: true };
  const open = [file];
  const inner = (): Part => open.at(-1) ?? file;
  for (const line of linesOf(text, complaints)) {
    const name = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN') open.push({ name, line: line.number, lines: [], parts: [], isWhole: false });
    else if (line.name === 'END') close(open, name, line, complaints);
    else inner().lines.push(line);
  }
  for (let part = open.pop(); part && part !== file; part = open.pop()) {
    complaints.note(part.line, 'CUT_OFF', part.name);
    inner().parts.push(part);
  }
  return file.parts;
}

export function lineIn(part: Part, name: string): Line | undefined {
  return part.lines.find((line) => line.name === name);
}

function close(open: Part[], name: string, line: Line, complaints: Complaints): void {
  const at = open.findLastIndex((part) => part.name === name);
  if (at <= 0) return complaints.note(line.number, 'UNREADABLE_LINE', line.text);
  // What was begun inside and never ended is not whole, and goes with the outer one.
  while (open.length > at) {
    const part = open.pop() as Part;
    part.isWhole = open.length === at;
    if (!part.isWhole) complaints.note(part.line, 'CUT_OFF', part.name);
    open.at(-1)?.parts.push(part);
  }
}

function* linesOf(text: string, complaints: Complaints): Generator<Line> {
  for (const { number, text: whole } of unfolded(text)) {
    const match = LINE.exec(whole);
    if (match) yield { number, text: whole, ...named(match) };
    else if (whole.trim() !== '') complaints.note(number, 'UNREADABLE_LINE', whole);
  }
}

/** A line that begins with a blank goes on with the one before. Some programs put a byte order mark in front of all. */
function* unfolded(text: string): Generator<{ number: number; text: string }> {
  let begun = { number: 0, parts: [] as string[] };
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (/^[ \t]/.test(line) && begun.number > 0) {
      begun.parts.push(line.slice(1));
      continue;
    }
    if (begun.number > 0) yield { number: begun.number, text: begun.parts.join('') };
    begun = { number: index + 1, parts: [line] };
  }
  yield { number: begun.number, text: begun.parts.join('') };
}

function named([, name = '', parameters = '', value = '']: RegExpExecArray): Omit<Line, 'number' | 'text'> {
  const found = [...parameters.matchAll(PARAMETER)].map(
    ([, key = '', said = '']) => [key.toUpperCase(), said.replaceAll('"', '')] as const,
  );
  return { name: name.toUpperCase(), parameters: new Map(found), value };
}
