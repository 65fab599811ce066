import pg from 'pg';
import type { Topic } from '#db/notify/notifier.ts';

interface Besides {
  /** The mark of this process's own notices: it knows what they say. */
  own?: string;
  /** Hears what is told and not kept (`passOn`). */
  passing?: (text: string) => void;
}

/**
 * Calls `heard` for every notice of any process, and after each (re)connection, when some may have been missed. Returns
 * a function that stops listening.
 */
export function listen(
  url: string,
  heard: (topics: Topic[]) => void,
  { own, passing }: Besides = {},
): () => Promise<void> {
  let client: pg.Client | undefined;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    if (stopped) return;
    client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined); // 'end' follows and reconnects
    client.on('end', () => retry());
    client.on('notification', ({ channel, payload = '' }) =>
      channel === 'rozmova_passing' ? passing?.(payload) : heard(topicsOf(payload, own)),
    );
    try {
      await client.connect();
      await client.query('listen rozmova');
      if (passing) await client.query('listen rozmova_passing');
      heard(['inbox', 'change', 'outbox', 'settings', 'routing', 'keys']);
    } catch {
      await client.end().catch(() => undefined);
      retry();
    }
  };
  const retry = (): void => {
    if (stopped) return;
    clearTimeout(again);
    again = setTimeout(() => void connect(), 500);
  };
  void connect();

  return async () => {
    stopped = true;
    clearTimeout(again);
    await client?.end().catch(() => undefined);
  };
}

/** What a notice is about; nothing where it is the process's own. */
function topicsOf(payload: string, own: string | undefined): Topic[] {
  const told = payload.split(',');
  return own !== undefined && told.includes(own) ? [] : (told as Topic[]);
}
