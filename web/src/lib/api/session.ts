import { client } from './client.ts';
import { done, result } from './request.ts';
import type { Language } from './types.ts';

const { demo, me, session, sessions, tokens } = client.api;

export const sessionApi = {
  get: () => result(session.$get()),
  open: (email: string, password: string) => result(session.$post({ json: { email, password } })),
  close: () => done(session.$delete()),
};

export const demoApi = { read: () => result(demo.$get()) };

export const meApi = {
  // Whoever presses and leaves the page is heard.
  update: (json: { language?: Language; name?: string }) => result(me.$put({ json }, { init: { keepalive: true } })),
  changePassword: (current: string, next: string) => done(me.password.$put({ json: { current, next } })),
  sessions: () => result(sessions.$get()),
  endSession: (id: string) => done(sessions[':id'].$delete({ param: { id } })),
  endOtherSessions: () => done(sessions.$delete()),
  tokens: () => result(tokens.$get()),
  createToken: (name: string) => result(tokens.$post({ json: { name } })),
  deleteToken: (id: string) => done(tokens[':id'].$delete({ param: { id } })),
};
