/** How the stream of a browser stands, as a bar over the desk shows it. */
export type ConnectionState = {
  state: 'connecting' | 'open' | 'broken';
  brokenSince: number | null;
  nextTryAt: number;
};

/** One event of the server, as it came: the tab reads it, so that eight tabs are not told eight copies of an object. */
export type Told = { name: string; data: string; id: string };

/** What a tab says to whoever holds the stream. */
export type TabMessage =
  /** `since`: the last place this tab knows everything up to; empty: it knows nothing. */
  | { kind: 'join'; employeeId: string; since: string }
  | { kind: 'leave' }
  /** Somebody looks, or the network is back: try now. */
  | { kind: 'wake' }
  /** The network is gone. */
  | { kind: 'lost' };

/** What it is told. `isGapless`: nothing is missing since the place it named; else it loads everything anew. */
export type HubMessage =
  | { kind: 'connection'; connection: ConnectionState }
  | { kind: 'opened'; isGapless: boolean; place: string }
  | { kind: 'told'; told: Told }
  /** Of all tabs of the browser one makes sounds and shows notifications: the one that was looked at last. */
  | { kind: 'speaker'; isSpeaker: boolean }
  | { kind: 'ended' };
