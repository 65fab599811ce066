/** How much a run does, and how long what would be a minute in earnest lasts. */
export type Scale = {
  chats: number;
  webhooksPerSecond: number;
  repliesPerSecond: number;
  asksPerSecond: number;
  loadMs: number;
  faultAtMs: number;
  /** Stands for an outage of a minute. */
  outageMs: number;
  /** Stands for a freeze of half a minute. */
  freezeMs: number;
  kills: number;
  rounds: number;
  /** Messages that come in one moment. */
  burst: number;
  /** Clients who write for the first time, as fast as they are taken: each makes a chat. */
  crowd: number;
  /**
   * Measured times may be this many times longer, where a shared machine does other things too: only the long form
   * measures.
   */
  slack: number;
  /** The longest wait for everything to be done after the load and the fault. */
  quietMs: number;
};

/** The standard load L. */
export const long: Scale = {
  chats: 50,
  webhooksPerSecond: 20,
  repliesPerSecond: 2,
  asksPerSecond: 1,
  loadMs: 60_000,
  faultAtMs: 20_000,
  outageMs: 60_000,
  freezeMs: 30_000,
  kills: 5,
  rounds: 200,
  burst: 500,
  crowd: 500,
  slack: 1,
  quietMs: 120_000,
};

export const short: Scale = {
  chats: 12,
  webhooksPerSecond: 10,
  repliesPerSecond: 1.5,
  asksPerSecond: 0.75,
  loadMs: 7_000,
  faultAtMs: 1_500,
  outageMs: 6_000,
  freezeMs: 6_000,
  kills: 2,
  rounds: 15,
  burst: 500,
  crowd: 200,
  slack: 20,
  quietMs: 120_000,
};
