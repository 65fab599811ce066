import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { askAll, type Told } from './ask-all.ts';
import { bringForward, checkCameDue } from './came-due.ts';
import { Desk, until } from './desk.ts';
import { differences } from './differences.ts';
import { examineEngine } from './engine.ts';
import { compareThreads, liveOn } from './life.ts';
import { Meta } from './meta.ts';
import { takeOver } from './product.ts';
import { type ChatBody, walk } from './scene.ts';

/** `node test/taken-over/take-over.ts <archive> <before> <made> <report>`: this build on an older one's data. */
const [, , archive = '', before = '', made = '', report = ''] = process.argv;
const counted = (told: Record<string, Told>) =>
  Object.values(told).reduce((sum, one) => sum + Object.keys(one).length, 0);
const { token } = JSON.parse(readFileSync(made, 'utf8')) as { token: string };
const remembered = JSON.parse(readFileSync(before, 'utf8')) as { told: Record<string, Told> };
const since = Date.now();
const product = await takeOver(archive);
try {
  const admin = await Desk.logIn(product.url, 'admin@demo.example');
  await until('everything is decided', async () => {
    const chats = await walk<ChatBody>(admin, '/api/chats');
    return chats.every(({ waiting }) => waiting?.reason !== 'not_decided');
  });
  await delay(20_000);
  const told = await askAll(product.url, token);
  const differ = Object.entries(remembered.told).map(
    ([who, answers]) => [who, differences(answers, told[who] ?? {})] as const,
  );
  writeFileSync(
    `${report}.differences`,
    differ.flatMap(([who, lines]) => lines.map((line) => `${who} ${line}`)).join('\n'),
  );
  writeFileSync(`${report}.told`, JSON.stringify(told));
  const meta = new Meta(product.messenger);
  const first = await compareThreads(product.url, meta);
  const due = await checkCameDue(product.url);
  const forward = await bringForward(product.url, 'moved');
  const golden = await admin.do<{ items: { same: boolean; name: string }[] }>('POST', '/api/settings/golden-run', {});
  const lived = await liveOn(product.url, meta);
  const last = await compareThreads(product.url, meta);
  const engine = await examineEngine(product.engine, admin, since);
  const troubles = await admin.get('/api/troubles');
  const all = {
    asked: counted(remembered.told),
    differing: differ.map(([who, lines]) => `${who}: ${lines.length}`),
    first,
    due,
    forward,
    golden: golden.items.map(({ name, same }) => ({ name, same })),
    lived,
    last,
    engine,
    troubles,
  };
  writeFileSync(report, JSON.stringify(all, null, 1));
  console.log(JSON.stringify(all, null, 1));
} finally {
  await product.stop();
}
