import { describe, expect, test } from 'vitest';
import { kindOf } from '#platform/store/kind.ts';
import { disposition } from '#api/files/disposition.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import { faultsOf } from '#workflows/checking/faults.ts';
import { differences } from '#workflows/settings/layers.ts';
import { rulesOf, settingsOf } from '#workflows/settings/merge.ts';
import { PNG } from '#test/integration/support/png.ts';

const box = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0${brand}mp42`), Buffer.alloc(64)]);
const bytes = (...list: (number | string)[]) =>
  Buffer.concat(list.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part, 'latin1'))));

describe('A10: what a file is, is told by its content', () => {
  test.each([
    ['a picture', PNG, 'image', 'image/png'],
    ['a photo', bytes(0xff, 0xd8, 0xff, 0xe0, '\0\x10JFIF\0'), 'image', 'image/jpeg'],
    ['a moving picture', bytes('GIF89a', 1, 0, 1, 0, 0, 0, 0), 'image', 'image/gif'],
    ['a GIF that is a script, too', bytes('GIF89a/*', '*/=1;alert(1)//'), 'image', 'image/gif'],
    [
      'WebP, which Messenger does not show',
      bytes('RIFF', 16, 0, 0, 0, 'WEBPVP8 ', '\0'.repeat(12)),
      'file',
      'image/webp',
    ],
    ['sound', bytes('ID3', 3, 0, 0, 0, 0, 0, 0, 0xff, 0xfb, 0x90, 0, '\0'.repeat(500)), 'audio', 'audio/mpeg'],
    ['sound with a parameter', bytes('OggS', '\0'.repeat(24), 'OpusHead', '\0'.repeat(40)), 'audio', 'audio/ogg'],
    ['a video', box('isom'), 'video', 'video/mp4'],
    ['a video that is no MP4', box('qt  '), 'file', 'video/quicktime'],
    ['a document', bytes('%PDF-1.7\n/JS (app.alert(1))', '\0'.repeat(1_200)), 'file', 'application/pdf'],
    ['a page', bytes('<!doctype html><script>alert(1)</script>'), 'file', 'application/octet-stream'],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'file', 'application/octet-stream'],
    ['SVG as XML', bytes('<?xml version="1.0"?><svg onload="alert(1)"/>'), 'file', 'application/octet-stream'],
    ['text', bytes('Добрий день'), 'file', 'application/octet-stream'],
    ['the beginning of a picture', PNG.subarray(0, 9), 'file', 'application/octet-stream'],
    ['a zip without an end', bytes('PK\x03\x04', '\xff'.repeat(60)), 'file', 'application/zip'],
    ['one byte', bytes(0), 'file', 'application/octet-stream'],
  ])('%s', async (_, content, kind, mime) => {
    expect(await kindOf(content)).toEqual({ kind, mime });
  });
});

describe('A11: a name', () => {
  test.each([
    ['прайс-лист 2026.pdf', 'прайс-лист 2026.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['..%2f..%2fx', '%2f..%2fx'],
    ['a\u0000b\r\nc\t.png', 'abc.png'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['<img src=x>".html', '_img src=x__.html'],
    ['.htaccess', 'htaccess'],
    ['..', 'file'],
    ['', 'file'],
    ['C:\\', 'file'],
    ['half \ud83d.png', 'half \ufffd.png'],
    [`${'я'.repeat(300)}.docx`, `${'я'.repeat(195)}.docx`],
    ['👋'.repeat(300), '👋'.repeat(200)],
    [`a.${'b'.repeat(300)}`, `a.${'b'.repeat(198)}`],
  ])('%j becomes %j', (name, clean) => {
    expect(cleanName(name)).toBe(clean);
    expect(cleanName(clean)).toBe(clean);
  });

  test('stands in a header as nothing but a name', () => {
    expect(disposition('attachment', 'Прайс "50%" \'x\'.pdf')).toBe(
      `attachment; filename="_____ _50__ 'x'.pdf"; ` +
        `filename*=UTF-8''%D0%9F%D1%80%D0%B0%D0%B9%D1%81%20%2250%25%22%20%27x%27.pdf`,
    );
  });
});

describe('F19: a file in the settings', () => {
  const id = '5f0c7c0e-1111-4222-8333-444455556666';
  const price = { fileId: id, name: 'прайс.pdf' };
  const faults = (patch: unknown) => faultsOf(patch, true).map(({ path, code }) => `${path} ${code}`);

  test('belongs to an automatic message, and has an id and a clean name', () => {
    expect(faults({ attachments: { waiting: price, finished: null } })).toEqual([]);
    expect(faults({ attachments: null })).toEqual([]);
    expect(faults({ attachments: { automaticNote: price } })).toEqual(['attachments.automaticNote UNKNOWN_KEY']);
    expect(faults({ attachments: { waiting: { fileId: 'x', name: '../a' } } })).toEqual([
      'attachments.waiting.fileId UNKNOWN_FILE',
      'attachments.waiting.name WRONG_TYPE',
    ]);
    expect(faults({ attachments: { waiting: { ...price, fileId: id.toUpperCase(), mime: 'x' } } })).toEqual([
      'attachments.waiting.fileId UNKNOWN_FILE',
      'attachments.waiting.mime UNKNOWN_KEY',
    ]);
  });

  test('changes as one thing', () => {
    const other = { fileId: id.replace('5', '6'), name: 'новий.pdf' };
    expect(differences({ attachments: { waiting: price } }, { attachments: { waiting: other } })).toEqual([
      { path: 'attachments.waiting', from: price, to: other },
    ]);
  });

  test('is nothing a chat decides by', () => {
    const settings = settingsOf({ attachments: { waiting: price } }, {});
    expect(settings.attachments).toEqual({ waiting: price });
    expect(rulesOf(settings, 1, { installation: 1, page: 0 })).not.toHaveProperty('attachments');
    expect(settingsOf({}, {}).attachments).toEqual({});
  });
});
