import { listen } from '#db/notify/listen.ts';
import { watchJobs } from '#db/troubles/watch.ts';
import { startBackground } from '#platform/background.ts';
import { tidyUp } from '#platform/tidy-up.ts';
import { createAttempts } from '../access/attempts.ts';
import { type AppType, createApp } from '../app.ts';
import { askedAgain } from '../http/again.ts';
import { assemble } from './assemble.ts';
import { hostnameFor, listenOn } from './listen-on.ts';
import { findDesk, serveDesk } from './serve-desk.ts';
import type { ApiSettings } from './settings.ts';
import { jobsOf } from './jobs.ts';

export interface RunningApi {
  port: number;
  /** What is served, for the tests that go over every route. */
  app: AppType;
  stop(): Promise<void>;
}

/** Serves the API and the desk, relays what was accepted, and watches the engine. */
export async function runApi(settings: ApiSettings): Promise<RunningApi> {
  const { database, log, publicUrl } = settings;
  const wake = (topic: string): void => background.wake(topic);
  const deps = assemble(settings, wake);
  const background = startBackground(jobsOf(deps, settings), log, watchJobs(database.first, 'api'));
  const silence = listen(settings.databaseUrl, (topics) => topics.forEach(wake), {
    own: deps.notifier.mark,
    passing: (text) => deps.attention.hear(text),
  });
  const desk = findDesk(settings.deskFolder);
  const app = createApp(deps, await createAttempts(database.pool), desk?.scripts);
  if (desk) serveDesk(app, desk);
  tidyUp();
  const server = await listenOn(askedAgain(app.fetch), settings.port, settings.host || hostnameFor(publicUrl));
  return {
    port: server.port,
    app,
    stop: async () => {
      deps.feed.end();
      await server.close();
      await Promise.all([background.stop(), silence()]);
      await Promise.all([deps.temporal.connection.close(), deps.typesetter.stop()]);
    },
  };
}
