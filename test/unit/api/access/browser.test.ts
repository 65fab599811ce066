import { describe, expect, test } from 'vitest';
import { changedHands } from '#api/access/browser.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
  'Version/17.4 Safari/605.1.15';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
  'Version/17.4 Mobile/15E148 Safari/604.1';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';
const EDGE = `${CHROME} Edg/131.0.0.0`;
const OWN = 'Mozilla/5.0 (X11) OfficeBrowser/7.1';

describe('S3: a browser stays itself', () => {
  test.each([
    ['Chrome after an update', CHROME, CHROME.replace('131', '132')],
    ['Firefox after an update', FIREFOX, FIREFOX.replaceAll('144.0', '145.0.1')],
    ['Edge, whose parts are updated apart', EDGE, EDGE.replace('Chrome/131', 'Chrome/133')],
    ['Safari after an update of its system', IPHONE, IPHONE.replace('17_4', '18_0').replace('17.4', '18.0')],
    [
      'a phone that asks for the desk page',
      ANDROID,
      ANDROID.replace('Linux; Android 10; K', 'X11; Linux x86_64').replace(' Mobile', ''),
    ],
    ['one that nobody knows', OWN, OWN.replace('7.1', '8')],
    ['a program that renames itself', 'crm-sync/1.0', 'whatever'],
  ])('%s', (_, before, now) => {
    expect(changedHands(before, now)).toBe(false);
  });
});

describe('Y05: another browser is another one', () => {
  test.each([
    ['Firefox is not Chrome', CHROME, FIREFOX],
    ['Edge is not Chrome', CHROME, EDGE],
    ['Chrome is not Edge', EDGE, CHROME],
    ['Chrome of a phone is not Chrome of Windows', CHROME, ANDROID],
    ['Safari is not Chrome of the same Mac', SAFARI, CHROME.replace('Windows NT 10.0; Win64; x64', 'Macintosh')],
    ['a program is no browser', CHROME, 'curl/8.5.0'],
    ['nothing is no browser', CHROME, ''],
    ['one that nobody knows is not another', OWN, OWN.replace('OfficeBrowser', 'OtherBrowser')],
  ])('%s', (_, before, now) => {
    expect(changedHands(before, now)).toBe(true);
  });

  test.each(['('.repeat(16_000), 'Mozilla/5.0 '.repeat(1_300), `Mozilla/5.0 ${'a'.repeat(16_000)}`])(
    'a name of any length is read once',
    (name) => {
      expect(changedHands(CHROME, name)).toBe(true);
    },
  );
});
