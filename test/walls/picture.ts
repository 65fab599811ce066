import { isWithin, room, roomOf } from '#test/walls/rooms.ts';
import { ROOMS, type RoomName } from '#test/walls/table.ts';

const BLOCK = /```mermaid\n[\s\S]*?\n```/;

/** The house as its page shows it, and as the table has it. */
export function inArchitecture(page: string): { shown: string; drawn: string } {
  return { shown: BLOCK.exec(page)?.[0] ?? '', drawn: `\`\`\`mermaid\n${picture()}\n\`\`\`` };
}

/** The page with the house as the table has it. */
export function redrawn(page: string): string {
  return page.replace(BLOCK, () => inArchitecture(page).drawn);
}

/**
 * A box a room, an arrow for what it imports, a dotted one for what it only names the types of; without what checks the
 * house.
 */
function picture(): string {
  const drawn = ROOMS.filter((name) => boxOf(name) === name && isDrawn(name));
  const core = drawn.filter((name) => topOf(name) === 'workflows');
  const others = drawn.filter((name) => !core.includes(name));
  return [
    'flowchart TD',
    ...others.map((name) => `  ${box(name, name)}`),
    '  subgraph workflows',
    ...core.map((name) => `    ${box(name, shortOf(name, 'workflows'))}`),
    '  end',
    ...arrows(),
  ].join('\n');
}

function box(name: RoomName, title: string): string {
  return `${idOf(name)}["${title}<br>${room(name).is}"]`;
}

/** One arrow for each two rooms and kind, with the files it is about where it is not about all. */
function arrows(): string[] {
  const labels = new Map<string, Set<string>>();
  for (const name of ROOMS.filter(isDrawn)) {
    for (const { to, kind, label } of [...arrowsOf(name, 'sees'), ...arrowsOf(name, 'types')]) {
      const key = `${idOf(boxOf(name))} ${kind}%${idOf(to)}`;
      labels.set(key, (labels.get(key) ?? new Set()).add(label));
    }
  }
  return [...labels].map(([key, words]) => {
    const about = [...words].filter((word) => word !== '').join(', ');
    return `  ${key.replace('%', about ? `|"${about}"| ` : ' ')}`;
  });
}

type Arrow = { to: RoomName; kind: '-->' | '-.->'; label: string };

function arrowsOf(name: RoomName, list: 'sees' | 'types'): Arrow[] {
  const from = boxOf(name);
  const places = room(name)[list] ?? [];
  return (places === 'everything' ? [] : places).flatMap((place) => {
    const to = roomOf(place);
    // A process is drawn with its room, and sees what that sees.
    if (!to || to === from || (name !== from && placesOf(from).includes(place))) return [];
    const label = name !== from ? shortOf(name, from) : place === to ? '' : shortOf(place, to);
    return [{ to, kind: list === 'sees' ? '-->' : '-.->', label }];
  });
}

function placesOf(name: RoomName): readonly string[] {
  const { sees } = room(name);
  return sees === 'everything' ? [] : sees;
}

function isDrawn(name: RoomName): boolean {
  return name !== 'test' && name !== 'vitest.config.ts';
}

/** The room in whose box a room is drawn: the outermost one. */
function boxOf(name: RoomName): RoomName {
  return ROOMS.find((other) => other !== name && isWithin(name, other)) ?? name;
}

function shortOf(path: string, place: string): string {
  return path.slice(place.length + 1).replace(/\.ts$/, '');
}

function idOf(name: RoomName): string {
  return name.replace(/\.ts$/, '').replaceAll('/', '_');
}

function topOf(path: string): string {
  return path.split('/')[0] ?? '';
}
