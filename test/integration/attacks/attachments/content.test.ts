import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Answer } from '../../support/http.ts';
import {
  attachment,
  cdn,
  iryna,
  paths,
  picture,
  put,
  receive,
  settled,
  setUpAttachments,
} from './attachments-stage.ts';

setUpAttachments();

const PAGE = '<!doctype html><script>alert(1)</script>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
const EICAR = String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;
const GIF_AND_SCRIPT = Buffer.concat([Buffer.from('GIF89a/*'), Buffer.alloc(40), Buffer.from('*/=1;alert(1)')]);

const expectInert = (answer: Answer) => {
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment;/) as string,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
};

test.each([
  ['a page', 'image', Buffer.from(PAGE), 'image/jpeg'],
  ['an SVG with a script', 'image', Buffer.from(SVG), 'image/svg+xml'],
  ['an SVG behind an XML line', 'image', Buffer.from(`<?xml version="1.0"?>${SVG}`), 'image/png'],
  ['a PDF that runs something', 'file', Buffer.from('%PDF-1.7\n/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), ''],
  ['a GIF that is a script, too', 'image', GIF_AND_SCRIPT, 'image/gif'],
  ['what virus scanners look for', 'file', Buffer.from(EICAR), ''],
])('A10: %s is kept and never shown in place, whatever its host calls it', async (name, type, body, said) => {
  const place = await receive([attachment(put(`/${encodeURIComponent(name)}`, body, said), type)]);
  const [told] = await settled(place);
  expect(told).toMatchObject({ state: 'ready', kind: 'file' });
  const id = told?.id;
  for (const path of [`/api/attachments/${id}`, `/api/attachments/${id}/preview`]) expectInert(await iryna.get(path));
});

test('A10: a picture of more than fifty megapixels is kept and not decoded', async () => {
  const huge = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const place = await receive([attachment(put('/huge.png', huge, 'image/png'))]);
  const [told] = await settled(place);
  expect(told).toMatchObject({ state: 'ready', kind: 'file', size: huge.length });
  expectInert(await iryna.get(`/api/attachments/${told?.id}`));
});

test('A10: what is larger than 25 MB is cut off, whether it says so, or says nothing and never ends', async () => {
  const answers = { said: false, endless: false };
  paths.set('/large', (_, response) => {
    response.writeHead(200, { 'content-length': String(1024 ** 3) });
    response.on('close', () => (answers.said = true));
    response.write(Buffer.alloc(1_000));
  });
  paths.set('/endless', (_, response) => {
    const more = (): void => void (response.writable && response.write(Buffer.alloc(1_000_000), more));
    response.on('close', () => (answers.endless = true));
    more();
  });
  const place = await receive([attachment(`${cdn.origin}/large`, 'video'), attachment(`${cdn.origin}/endless`)]);
  const told = await settled(place);
  expect(told.map(({ state, reason }) => [state, reason])).toEqual([
    ['refused', 'too_large'],
    ['refused', 'too_large'],
  ]);
  expect(answers).toEqual({ said: true, endless: true });
});

test('A10: a real picture is shown in place, small in its bubble, by a name that breaks out of nothing', async () => {
  const body = await picture(1_600, 900);
  const name = encodeURIComponent('"; filename=x.html\r\n<b>.jpg');
  const place = await receive([attachment(put(`/${name}`, body, 'text/html'))]);
  const [told] = await settled(place);
  expect(told).toMatchObject({ state: 'ready', kind: 'image', mime: 'image/jpeg', width: 1_600, height: 900 });
  const original = await iryna.get(`/api/attachments/${told?.id}`);
  expect(original.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': String(body.length),
    'content-disposition': expect.stringMatching(/^inline; filename="[^"\r\n]*"; filename\*=UTF-8''\S*$/) as string,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  });
  const preview = await iryna.get(`/api/attachments/${told?.id}/preview`);
  expect(preview.headers['content-type']).toBe('image/webp');
  expect(Number(preview.headers['content-length'])).toBeLessThan(body.length);
});
