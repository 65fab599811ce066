import type { Scale } from '../scale.ts';
import { ask } from '../sending/ask.ts';
import { type Finding, quantile } from '../report/row.ts';
import type { Stage } from '../stage/stage.ts';

const COMPANY = {
  kind: 'legal',
  name: 'Світло',
  fullName: 'ТОВ «Світло»',
  accounts: [{ iban: 'UA673005280000026500504354077', bank: 'АТ «ОТП БАНК»' }],
};
const LINE = { name: 'Лампа настільна', unit: 'шт', quantity: 1000, price: 99_900, vat: null };
/** Of two pages. */
const LINES = Array.from({ length: 40 }, () => LINE);
/** What is asked meanwhile: who asks, which is one row. */
const LIGHT = '/api/session';

/** How long a light question takes while one PDF after the other is set, beside the same while nothing is. */
export async function measureRendering(stage: Stage, scale: Scale): Promise<Finding[]> {
  const { desk } = stage;
  const paths = Array.from({ length: scale.questions * 5 }, () => LIGHT);
  await ask(desk.url, paths, desk.credentials);
  const alone = await ask(desk.url, paths, desk.credentials);
  const { times, set, ms } = await whileSetting(stage, () => ask(desk.url, paths, desk.credentials));
  const beside = (name: string, q: number): Finding => ({
    name: `an answer while PDFs are set, ${name}`,
    unit: 'ms',
    figure: quantile(times, q),
    bare: quantile(alone, q),
  });
  return [
    beside('p50', 0.5),
    beside('p95', 0.95),
    { name: 'a PDF of two pages is set and kept after', unit: 'ms', figure: ms / set },
  ];
}

/** As many as can be set meanwhile, one after the other, and one at least. */
async function whileSetting<T>(stage: Stage, work: () => Promise<T>): Promise<{ times: T; set: number; ms: number }> {
  const { desk } = stage;
  const { id: companyId } = await desk.must<{ id: string }>('POST', '/api/companies', COMPANY);
  const { id: contactId } = await desk.must<{ id: string }>('POST', '/api/contacts', { name: 'Покупець' });
  const progress = { isOver: false, set: 0, ms: 0 };
  const setting = (async () => {
    do {
      const draft = { kind: 'invoice', companyId, contactId, date: '2026-11-29', lines: LINES };
      const { id } = await desk.must<{ id: string }>('POST', '/api/documents', draft);
      const since = performance.now();
      await desk.must('PUT', `/api/documents/${id}/issued`);
      await ask(desk.url, [`/api/documents/${id}/pdf`], desk.credentials);
      progress.ms += performance.now() - since;
      progress.set += 1;
    } while (!progress.isOver);
  })();
  try {
    const times = await work();
    return { times, ...progress };
  } finally {
    progress.isOver = true;
    await setting;
  }
}
