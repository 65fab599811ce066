import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertContact } from '#db/contacts/write.ts';
import { faults } from '../support/axe.ts';
import { covered } from '../support/covered.ts';
import { atRest, resize } from '../support/rest.ts';
import { sideways } from '../support/sideways.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown, type Window } from '../support/window.ts';
import { PLACES } from './places.ts';
import { metInSpace } from './spacing.ts';
import { addTalk } from './talk.ts';

const WIDTHS = [390, 1024, 1440];
type Look = 'light' | 'dark' | 'forced colours' | 'letters of 200 %';
/** Each look, and which rules can find there what they did not find in the first one. */
const LOOKS: [look: Look, rules: 'all' | 'colours' | 'letters'][] = [
  ['light', 'all'],
  ['dark', 'colours'],
  ['forced colours', 'colours'],
  ['letters of 200 %', 'letters'],
];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const contact = { name: 'Ганна Вовк', phones: ['+380671234567'], emails: ['anna@vovk.example'] };
  await insertContact(stage.api.database.pool, { ...contact, managerId: null, segment: 'Опт' });
  await addTalk(stage, ['+380 67 123 45 67']);
});
afterAll(() => stage.close());

async function put({ page }: Window, width: number, look: Look): Promise<void> {
  const forcedColors = look === 'forced colours' ? 'active' : 'none';
  await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light', forcedColors });
  await resize(page, width, width === 390 ? 844 : 900);
}

/** As whoever has set larger letters in the browser opens it. */
async function enlarge({ page }: Window): Promise<void> {
  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%')),
  );
  await page.reload();
}

/** The page is here, with all that it asks the server for. */
async function untilReady({ page }: Window, ready: string): Promise<void> {
  await untilShown(page.locator(ready));
  await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0);
}

/** What nobody should meet there: a fault by WCAG, a page that scrolls to a side, words out of place. */
async function met(window: Window, rules: 'all' | 'colours' | 'letters'): Promise<string[]> {
  const wider = await window.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const beyond = wider > 0 ? [`scrolls to a side by ${wider} px`] : [];
  return [
    ...(await faults(window, rules)),
    ...beyond,
    ...(await sideways(window.page)),
    ...(await covered(window.page)),
  ];
}

test.each(PLACES)(
  'everybody can use %s: phone, tablet and desk; light, dark, forced colours, letters of 200 %; §3: at 320 px, spaced',
  async (path, who, ready) => {
    const window = await stage.window(who, path);
    await untilReady(window, ready);
    const found: Record<string, string[]> = {};
    for (const [look, rules] of LOOKS) {
      if (look === 'letters of 200 %') {
        await window.page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
        Object.assign(found, await metInSpace(window.page));
        // With it goes the space between the letters.
        await enlarge(window).then(() => untilReady(window, ready));
      }
      for (const width of WIDTHS) {
        await put(window, width, look);
        found[`${look} at ${width}`] = await atRest(window.page, () => met(window, rules));
      }
    }
    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
    expect(window.complaints(/ (401|404|503) /)).toEqual([]);
  },
);
