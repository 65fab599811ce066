import { get } from './dom.js';

/** What the page knows. `open`: on a phone, the chat is shown instead of the list. */
export const state = {
  pages: [],
  clients: [],
  threads: new Map(),
  page: '',
  client: '',
  open: false,
  editing: null,
  connected: true,
  verified: true,
  problem: '',
};

export const keyOf = (page, client) => `${page}/${client}`;
export const current = () => state.threads.get(keyOf(state.page, state.client)) ?? { messages: [] };
export const whose = () => ({ page: state.page, client: state.client });
export const nameOf = ({ firstName, lastName }) => `${firstName} ${lastName}`.trim();

export async function load() {
  const [pages, clients, threads] = await Promise.all([get('pages'), get('clients'), get('threads')]);
  Object.assign(state, { pages, clients });
  for (const thread of threads) state.threads.set(keyOf(thread.page, thread.client), thread);
}
