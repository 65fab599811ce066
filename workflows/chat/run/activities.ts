import { log, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import { FIRST_PROFILE_TASK_QUEUE, PROFILE_TASK_QUEUE } from '../interface.ts';
import type { ChatNeeds } from '../needs.ts';
import { Patience } from './patience.ts';
import { readable } from '../parse/ours.ts';

// Local: it takes milliseconds, and a marker is one event where an activity is six. Only a few quick tries: one that
// goes on for longer keeps its workflow task alive by events, dozens in a minute. If the task fails before the marker
// is kept, it runs again with at least the same inputs and overwrites.
const local = proxyLocalActivities<ChatNeeds>({
  summary: 'keep what was decided',
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '6s',
  retry: { initialInterval: '200ms', maximumAttempts: 3 },
});
// What a person asked, what the chat says by itself and its end are saved by an ordinary activity. An update is only
// kept with the task that accepts it, and a task that is taken again with more inputs may decide otherwise: nobody may
// have seen or got it by then. Its tries cost no events. They come at growing distances: all chats that are due knock
// at a database that is away.
const durable = proxyActivities<ChatNeeds>({
  summary: 'keep what cannot be taken back',
  startToCloseTimeout: '10s',
  retry: { initialInterval: '300ms', backoffCoefficient: 1.3, maximumInterval: '5m' },
});
// A name is nice to have: after a quarter of an hour the chat does without.
const { fetchProfile } = proxyActivities<ChatNeeds>({
  summary: "ask Meta for the client's name",
  taskQueue: PROFILE_TASK_QUEUE,
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: '15m',
  retry: { initialInterval: '2s', maximumInterval: '2m' },
});

// The language of the first automatic message is that of the profile: it is worth a moment, and no more.
const { fetchProfile: fetchProfileAtOnce } = proxyActivities<ChatNeeds>({
  summary: "ask Meta for the client's language",
  taskQueue: FIRST_PROFILE_TASK_QUEUE,
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '6s',
  retry: { initialInterval: '500ms', maximumAttempts: 3 },
});

/** What the chat cannot go on without, however long it takes. */
export class Activities extends Patience {
  async loadChat(...asked: Parameters<ChatNeeds['loadChat']>): ReturnType<ChatNeeds['loadChat']> {
    return readable(
      await this.keep(
        () => durable.loadChat(...asked),
        () => local.loadChat(...asked),
      ),
    );
  }

  async catchUp(...asked: Parameters<ChatNeeds['catchUp']>): ReturnType<ChatNeeds['catchUp']> {
    return readable(
      await this.keep(
        () => durable.catchUp(...asked),
        () => local.catchUp(...asked),
      ),
    );
  }

  /** `isFinal`: it has to stand exactly as it was decided. */
  async saveDecisions(saving: Parameters<ChatNeeds['saveDecisions']>[0], isFinal: boolean) {
    const quick = isFinal ? undefined : () => local.saveDecisions(saving);
    return readable(await this.keep(() => durable.saveDecisions(saving), quick));
  }

  /** For who the client is. Not to be waited for: nobody waits for a name. */
  async askForProfile(clientId: string): Promise<void> {
    await fetchProfile({ clientId }).catch((error: unknown) => log.warn('no profile', { error: String(error) }));
  }

  /** Whether it is known now. */
  askForLanguage(clientId: string): Promise<boolean> {
    return fetchProfileAtOnce({ clientId }).then(
      () => true,
      () => false,
    );
  }
}
