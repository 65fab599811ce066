import { expect, test } from 'vitest';
import { timeZoneOf, timeZones, zonesFor } from '#lib/settings/hours/time-zones.ts';
import { isKnownZone } from '#workflows/settings/calendar.ts';

const zones = timeZones('uk');
const found = (typed: string) => zonesFor(zones, typed).map(({ id }) => id);

test.each(['Київ', ' київ, ', 'україна', 'Kyiv', 'ukraine', 'Kiev', 'Europe/Kyiv', 'Europe/Kiev', 'rb]d', 'лншм'])(
  '§8 Settings: “%s” finds the time zone of Kyiv',
  (typed) => {
    expect(found(typed)).toContain('Europe/Kyiv');
  },
);

test.each([
  ['Німеччина', 'Europe/Berlin'],
  ['Germany', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['america/new_york', 'America/New_York'],
  ['Нью-Йорк', 'America/New_York'],
  ['Calcutta', 'Asia/Kolkata'],
  ['+05:30', 'Asia/Kolkata'],
  ['UTC+5:30', 'Asia/Kolkata'],
  ['+0545', 'Asia/Kathmandu'],
  ['utc', 'UTC'],
])('§8 Settings: “%s” finds %s', (typed, id) => {
  expect(found(typed)).toContain(id);
});

test('§8 Settings: an offset finds all who have it now and nobody else; nonsense finds nothing', () => {
  expect(new Set(zonesFor(zones, '+09').map(({ offset }) => offset))).toEqual(new Set(['UTC+9']));
  expect(found('+09')).toContain('Asia/Tokyo');
  expect(found('+9:00')).toEqual(found('UTC+9'));
  expect(found('Атлантида')).toEqual([]);
});

test('§8 Settings: each zone is offered once, with a name and its offset, and the settings know it', () => {
  const ids = zones.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain('Europe/Kiev');
  expect(ids.filter((id) => !isKnownZone(id))).toEqual([]);
  expect(zones.filter(({ name, offset }) => name === '' || !offset.startsWith('UTC'))).toEqual([]);
});

test('§8 Settings: a reader has names of their language; an old alias that is in force keeps its own id', () => {
  expect(timeZoneOf('Europe/Kyiv', 'uk').name).toBe('Київ, Україна');
  expect(timeZoneOf('Europe/Kyiv', 'en').name).toBe('Kyiv, Ukraine');
  expect(timeZoneOf('Europe/Kiev', 'uk')).toMatchObject({ id: 'Europe/Kiev', name: 'Київ, Україна' });
  expect(timeZoneOf('Europe/Atlantis', 'uk')).toMatchObject({ name: 'Atlantis', offset: '' });
});
