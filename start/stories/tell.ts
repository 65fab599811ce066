import { loadConfig, requireSettings } from '#config';
import { openDatabase } from '#db/connection/database.ts';
import { findDemo, saveDemo } from '#db/demo/standing.ts';
import { Desk } from './desk.ts';
import { Messenger } from './messenger.ts';
import * as routed from './routed.ts';
import type { Scene, Story } from './scene.ts';
import * as troubled from './troubled.ts';

/**
 * A new demo company has stories to tell: clients write in the simulated Messenger, the chats' own workflows decide,
 * and operators answer by the API. Told once: what a start that was cut off has told is not told again. `db` has put a
 * month of the past there.
 */
const config = loadConfig();
requireSettings(config, ['DATABASE_URL', 'GRAPH_API_URL']);
const database = await openDatabase(config.DATABASE_URL, 1);
try {
  if (config.DEMO && (await findDemo(database.pool)) === 'company') {
    await tell();
    await saveDemo(database.pool, 'told');
    console.log('The stories are told.');
  }
} finally {
  await database.close();
}

async function tell(): Promise<void> {
  const url = `http://127.0.0.1:${config.PORT}`;
  const { password } = (await (await fetch(`${url}/api/demo`)).json()) as { password: string };
  const [iryna, olena, taras] = await Promise.all(
    ['admin', 'olena', 'taras'].map((name) => Desk.open(url, `${name}@demo.example`, password)),
  );
  if (!iryna || !olena || !taras) return;
  const scene: Scene = { messenger: new Messenger(config.GRAPH_API_URL), iryna, olena, taras };
  await Promise.all([olena.comes(), taras.comes()]);
  await perform(scene);
  await Promise.all([iryna, olena, taras].map((desk) => desk.leaves()));
}

/** What depends on how many chats somebody leads comes after them; the fuse that burns for minutes comes last. */
async function perform(scene: Scene): Promise<void> {
  const { comesBack, byRule, byLanguage, inEnglish, underWay, behindAd } = routed;
  const { finished, failed, held, escalated, allBusy, asked } = troubled;
  const together = (...stories: Story[]) => Promise.all(stories.map((story) => story(scene)));
  await together(comesBack, byRule, byLanguage, inEnglish, finished, held);
  await together(underWay, failed, behindAd, escalated);
  await together(allBusy);
  await together(asked);
}
