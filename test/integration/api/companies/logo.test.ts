import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { forget } from '#db/retention/forget.ts';
import { codeOf } from '#test/integration/support/http.ts';
import type { Visitor } from '#test/integration/support/visitor.ts';
import {
  ALL,
  api,
  begin,
  companyId,
  contactId,
  dmytro,
  iryna,
  issue,
  olena,
  setUpDocuments,
} from '../documents/documents-stage.ts';

setUpDocuments();

const COMPANY = { kind: 'legal', name: 'Дім', fullName: 'ТОВ «Дім»' };
const set = (logoId?: string | null) => iryna.put(`/api/companies/${companyId}`, { ...COMPANY, logoId });
const picture = (background: string, width = 200) =>
  sharp({ create: { width, height: 50, channels: 3, background } })
    .png()
    .toBuffer();

async function upload(content: Buffer, who: Visitor = iryna): Promise<string> {
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await who.ask('/api/files', { method: 'POST', headers, body: content });
  return answer.json<{ id: string }>().id;
}

async function bytesOf(path: string): Promise<string> {
  const response = await fetch(api.url + path, { headers: olena.headers });
  return createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex');
}
/** Everything of today is a day older. */
const grow = () => api.database.pool.query(`update file set created_at = created_at - interval '2 days'`);
const filesKept = async (ids: string[]) => {
  await grow();
  await forget(api.database.pool, { routingRecords: 90, presence: 90, audit: 90, bin: 90 });
  const { rows } = await api.database.pool.query<{ id: string }>('select id from file where id = any($1)', [ids]);
  return ids.map((id) => rows.some((row) => row.id === id));
};

test('F46: an issued document keeps the logo it was issued with, whatever the company has afterwards', async () => {
  const [red, blue] = [await upload(await picture('red')), await upload(await picture('blue'))];
  expect((await set(red)).json()).toMatchObject({ logo: { id: red, mime: 'image/png' } });
  // Left out it stays; everybody who reads companies sees it.
  expect((await set()).json()).toMatchObject({ logo: { id: red } });
  for (const reader of [olena, dmytro]) expect((await reader.get(`/api/files/${red}`)).status).toBe(200);
  const draft = await begin({ kind: 'act', contactId });
  const shown = () => bytesOf(`${ALL}/${draft.id}/preview`);
  const inRed = await shown();
  await set(blue);
  expect(await shown()).not.toBe(inRed);
  await set(red);
  expect(await shown()).toBe(inRed);
  await issue(draft.id);
  const [seen, pdf] = [await shown(), await bytesOf(`${ALL}/${draft.id}/pdf`)];
  await set(blue);
  expect([await shown(), await bytesOf(`${ALL}/${draft.id}/pdf`)]).toEqual([seen, pdf]);
  // Both are needed: one by the company, one by what was issued, whose other PDF is not made yet.
  expect(await filesKept([red, blue])).toEqual([true, true]);
  await expect(api.database.pool.query('update document set logo_id = null where id = $1', [draft.id])).rejects.toThrow(
    'does not change',
  );
  expect((await set(null)).json()).toMatchObject({ logo: null });
  expect(await filesKept([red, blue])).toEqual([true, false]);
  const { rows } = await api.database.pool.query(
    `select printed -> 'logo' ->> 'sha256' as hash from document where id = $1`,
    [draft.id],
  );
  expect(rows).toEqual([
    {
      hash: createHash('sha256')
        .update(await picture('red'))
        .digest('hex'),
    },
  ]);
  expect((await olena.put(`${ALL}/${draft.id}/cancelled`, { reason: 'Помилка' })).status).toBe(200);
  expect((await dmytro.get(`${ALL}/${draft.id}/pdf`)).status).toBe(200);
});

test('F46: what is no logo is refused by codes of its own, and nothing is kept of it', async () => {
  const whole = await picture('green');
  const noise = sharp({
    create: {
      width: 700,
      height: 700,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>');
  const refused = async (content: Buffer) => codeOf(await set(await upload(content)));
  expect(await refused(svg)).toBe('LOGO_UNREADABLE');
  expect(await refused(whole.subarray(0, whole.length - 40))).toBe('LOGO_UNREADABLE');
  expect(await refused(await sharp(whole).gif().toBuffer())).toBe('LOGO_UNREADABLE');
  expect(await refused(await noise.png().toBuffer())).toBe('LOGO_TOO_LARGE');
  expect(await refused(await picture('red', 2_001))).toBe('LOGO_TOO_WIDE');
  const jpeg = await upload(await sharp(whole).jpeg().toBuffer());
  expect((await set(jpeg)).json()).toMatchObject({ logo: { mime: 'image/jpeg' } });
  // Somebody else's file, which an admin does not see, is none; and only admins set one.
  expect(codeOf(await set(await upload(whole, olena)))).toBe('UNKNOWN_FILE');
  expect(codeOf(await olena.put(`/api/companies/${companyId}`, { ...COMPANY, logoId: jpeg }))).toBe('NOT_ALLOWED');
  expect((await iryna.get('/api/companies')).json()).toMatchObject({ items: [{ logo: { id: jpeg } }] });
});
