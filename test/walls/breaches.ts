import { read } from '#test/walls/files.ts';
import { type Import, importsOf, parse } from '#test/walls/imports.ts';
import { sqlOf } from '#test/walls/sql.ts';
import { isWithin, room, roomOf } from '#test/walls/rooms.ts';
import { ROOMS, type RoomName } from '#test/walls/table.ts';

/**
 * The whole house in one walk: who goes through a wall, and the lines of the table that nobody uses (`api →
 * workflows/golden`).
 */
export function survey(files: readonly string[]): { through: string[]; unused: string[] } {
  const used = new Set<string>();
  const through = files.flatMap((file) => look(file, read(file), (line) => used.add(line)));
  return { through, unused: ROOMS.flatMap(linesOf).filter((line) => !used.has(line)) };
}

/** What a file does that its room may not, in words that name the wall. */
export function breaches(file: string, text: string): string[] {
  return look(file, text, () => undefined);
}

function look(file: string, text: string, use: (line: string) => void): string[] {
  const from = roomOf(file);
  if (!from) return [`${file} stands in no room of the table`];
  const { sees, hasSql } = room(from);
  if (sees === 'everything') return [];
  const source = parse(file, text);
  const imports = importsOf(file, source);
  imports.flatMap((one) => usedBy(from, one)).forEach(use);
  const through = imports.filter((one) => !mayImport(file, from, one));
  return [
    ...through.map(
      ({ written, isType }) => `${file}: ${from} may not import ${isType ? 'the type of ' : ''}${written}`,
    ),
    ...(hasSql ? [] : sqlOf(source).map((statement) => `${file}: SQL stands in db: ${statement}`)),
  ];
}

/** A line of `sees` is used by who imports more than a type. */
function usedBy(from: RoomName, { to, isType }: Import): string[] {
  if (to === null) return [];
  const places = isType ? (room(from).types ?? []) : seen(from);
  return places.filter((place) => isCovered(to, place)).map((place) => lineOf(from, place));
}

function linesOf(from: RoomName): string[] {
  return [...seen(from), ...(room(from).types ?? [])].map((place) => lineOf(from, place));
}

const lineOf = (from: RoomName, place: string): string => `${from} → ${place}`;

function seen(from: RoomName): readonly string[] {
  const { sees } = room(from);
  return sees === 'everything' ? [] : sees;
}

function mayImport(file: string, from: RoomName, { written, to, isType }: Import): boolean {
  if (to === null) return mayUse(from, written);
  // Another house of the street is called by its name: `#db/…`.
  if (written.startsWith('.') && topOf(to) !== topOf(file)) return false;
  const places = isType ? [...seen(from), ...(room(from).types ?? [])] : seen(from);
  return roomOf(to) === from || places.some((place) => isCovered(to, place));
}

function mayUse(from: RoomName, written: string): boolean {
  const { packages } = room(from);
  return !packages || packages.some((name) => isWithin(written, name));
}

const topOf = (path: string): string => path.split('/')[0] ?? '';

/** A room inside of the one that is seen is not seen with it. */
function isCovered(to: string, place: string): boolean {
  return isWithin(to, place) && roomOf(to) === roomOf(place);
}
