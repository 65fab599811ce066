import type { Company } from '../company.ts';
import { Scene } from '../scene.ts';

/** What clients send besides plain words. */
export const wordSteps: Record<string, (company: Company) => Promise<void>> = {
  files: async (company) => {
    const scene = await Scene.open(company, 'files', 'plain');
    const url = 'https://cdn.example/photo.jpg';
    await scene.says('Ось фото', { attachments: [{ type: 'image', payload: { url } }] });
    const location = { type: 'location', payload: { coordinates: { lat: 50.45, long: 30.52 } } };
    await scene.says('і де я', { attachments: [location] });
    await scene.message(({ text }) => text === 'і де я');
  },
  corrected: async (company) => {
    const scene = await Scene.open(company, 'corrected', 'asking');
    await scene.says('Добрий день');
    await scene.message(({ kind }) => kind === 'askPhone');
    const first = await scene.says('067 333 44 55');
    await scene.message(({ kind }) => kind === 'askEmail');
    await company.meta.control('POST', 'edits', { mid: first.mid, text: '067 333 44 66' });
    await company.meta.control('POST', 'reactions', { mid: first.mid });
    await scene.chat(({ phone }) => phone === '+380673334466');
  },
  advertised: async (company) => {
    const scene = await Scene.open(company, 'advertised', 'ruled');
    await scene.says('з реклами', { referral: { source: 'ADS', ad_id: '60', ref: 'autumn' } });
    await scene.chat();
    const page = company.pages.ruled.facebookId;
    await company.meta.control('POST', 'postbacks', { page, client: 'advertised', title: 'Ціни', payload: 'PRICES' });
    await scene.message(({ kind }) => kind === 'postback');
  },
  parked: async (company) => {
    const page = company.pages.plain.facebookId;
    const { meta } = company;
    await meta.control('POST', 'events', { page, event: { hologram: { depth: 3 } }, key: 'messaging' });
    await meta.control('POST', 'events', { page, event: { field: 'moon', value: { phase: 1 } }, key: 'changes' });
    await meta.control('POST', 'events', { page, event: { id: 'c_1', event: 'sung' }, key: 'calls' });
  },
};
