import { expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { logIn } from '../../support/visitor.ts';
import { api, setUpWalk, who } from './walk-stage.ts';

setUpWalk();

interface Section {
  items: { number: number; waitingSince: string | null; clientSaid: { text: string } | null; held: boolean }[];
  next: string | null;
}

const counts = async (visitor = who) =>
  (await visitor.get('/api/chats/sections')).json<{
    sections: { name: string; count: number }[];
    waitsForMe: number;
  }>();

test('§1.8: how many chats stand in each section is told exactly, and a section page by page', async () => {
  expect(await counts()).toEqual({
    sections: [
      { name: 'mine', count: 0 },
      { name: 'unassigned', count: 30 },
      { name: 'waiting', count: 0 },
      { name: 'colleagues', count: 0 },
      { name: 'asking', count: 0 },
    ],
    waitsForMe: 0,
  });
  const said: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const cursor = next && `&cursor=${next}`;
    const found: Section = (await who.get(`/api/chats/sections/unassigned?pageSize=8${cursor}`)).json();
    said.push(...found.items.map(({ clientSaid }) => clientSaid?.text ?? ''));
    next = found.next;
  }
  // Each once, whoever waits longest first: two of them wrote in the same moment.
  expect(new Set(said).size).toBe(30);
  expect(said.map((words) => Number(words.slice(6)) >> 1)).toEqual(Array.from({ length: 30 }, (_, n) => n >> 1));
  const narrowed = await who.get(`/api/chats/sections?pageId=${api.pages.outlet.id}`);
  expect(narrowed.json<{ sections: { count: number }[] }>().sections.every(({ count }) => count === 0)).toBe(true);
});

test('§1.8: an inbox tells of no chat its reader may not see, and refuses what it never gave out', async () => {
  const taras = await logIn(api, 'taras');
  const { sections } = await counts(taras);
  const seen = (await taras.get('/api/chats?status=new,answered,in_progress')).json<{ total: number }>().total;
  expect(seen).toBe(0);
  expect(sections.reduce((sum, { count }) => sum + count, 0)).toBe(seen);
  for (const path of ['nothing', 'mine?cursor=l.e30', 'mine?status=finished', 'mine?pageSize=101'])
    expect([path, codeOf(await who.get(`/api/chats/sections/${path}`))]).toEqual([path, 'BAD_REQUEST']);
});
