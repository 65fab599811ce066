import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { codeOf } from '../../support/http.ts';
import { PNG } from '../../support/png.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

interface Attached {
  fileId: string;
  name: string;
}
interface InForce {
  settings: { attachments: Record<string, Attached> };
  own: { attachments?: Record<string, Attached> };
}
interface Remark {
  path: string;
  code: string;
  message: string;
}

const ALL = '/api/settings';
let api: TestApi;
let iryna: Visitor;
let dim: string;
let picture: Attached;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
  dim = `/api/pages/${api.pages.dim.id}/settings`;
  const headers = { 'content-type': 'application/octet-stream', 'x-file-name': 'a.png' };
  const { id, name } = (await iryna.post('/api/files', PNG, headers)).json<{ id: string; name: string }>();
  picture = { fileId: id, name };
});
afterAll(() => api.stop());

const publish = (settings: object, path = ALL) => iryna.post(path, { settings });
const inForce = async (path = ALL) => (await iryna.get(path)).json<InForce>();

describe('F19: the file of an automatic message', () => {
  test('is set, inherited by pages, replaced as one, and taken away by null', async () => {
    expect((await inForce()).settings.attachments).toEqual({});
    expect((await publish({ attachments: { waiting: picture } })).status).toBe(201);
    expect(await inForce(dim)).toMatchObject({ settings: { attachments: { waiting: picture } }, own: {} });
    const renamed = { ...picture, name: 'графік.png' };
    expect((await publish({ attachments: { waiting: renamed } }, dim)).status).toBe(201);
    expect((await inForce(dim)).settings.attachments).toEqual({ waiting: renamed });
    const { items } = (await iryna.get(`${dim}/versions`)).json<{ items: { changes: object[] }[] }>();
    expect(items[0]?.changes).toEqual([{ path: 'attachments', from: null, to: { waiting: renamed } }]);
    expect((await publish({ attachments: { waiting: null } }, dim)).status).toBe(201);
    expect(await inForce(dim)).toMatchObject({ settings: { attachments: { waiting: picture } }, own: {} });
    expect((await publish({ attachments: { waiting: null } })).status).toBe(201);
    expect((await inForce()).settings.attachments).toEqual({});
  });

  test('that is not there is a fault, with every other fault, in the reader’s language', async () => {
    const unknown = { fileId: randomUUID(), name: 'a.png' };
    const answer = await publish({ contactAttempts: -1, attachments: { waiting: unknown, finished: picture } });
    expect([answer.status, codeOf(answer)]).toEqual([422, 'INVALID_SETTINGS']);
    const { details } = answer.json<{ error: { details: Remark[] } }>().error;
    expect(details).toEqual([
      expect.objectContaining({ path: 'contactAttempts', code: 'OUT_OF_RANGE' }),
      {
        path: 'attachments.waiting.fileId',
        code: 'UNKNOWN_FILE',
        message: 'Такого файлу немає: завантажте його знову.',
      },
    ]);
    expect((await inForce()).settings.attachments).toEqual({});
  });

  test('stands in the draft with its fault, and in the preview', async () => {
    const unknown = { fileId: randomUUID(), name: 'a.png' };
    const draft = { settings: { attachments: { waiting: unknown } }, revision: 0, base: 0 };
    const saved = (await iryna.put(`${dim}/draft`, draft)).json<{ check: { faults: Remark[] } }>();
    expect(saved.check.faults).toMatchObject([{ path: 'attachments.waiting.fileId', code: 'UNKNOWN_FILE' }]);
    const preview = async (template: string, settings: object) =>
      (await iryna.post(`${dim}/preview`, { settings, template, locale: null, firstName: 'Марія' })).json<object>();
    const settings = { attachments: { waiting: picture } };
    const shown = { id: picture.fileId, name: picture.name, kind: 'image' };
    expect(await preview('waiting', settings)).toMatchObject({ attachment: shown });
    expect(await preview('finished', settings)).toMatchObject({ attachment: null });
    expect(await preview('automaticNote', settings)).toMatchObject({ attachment: null });
    expect(await preview('waiting', { attachments: { waiting: unknown } })).toMatchObject({ attachment: null });
  });
});
