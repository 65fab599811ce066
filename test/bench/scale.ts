/** How much of everything one round measures. */
export interface Scale {
  name: 'whole' | 'quick' | 'tiny';
  rounds: number;
  /** How long one kind of load lasts. */
  seconds: number;
  /** Senders at once. */
  senders: number[];
  /** Messages whose way to the screen is timed; and how many before those, which nobody counts. */
  samples: number;
  warm: number;
  /** Clients who write in turn. */
  clients: number;
  /** Questions of one kind that are timed. */
  questions: number;
  burst: { messages: number; chats: number; perSecond: number };
  /** How many chats there are while lists are asked for, one after the other; and messages in the longest. */
  fills: number[];
  longest: number;
  /** People at once, in a crowd that searches and before live streams. */
  crowd: number;
  streams: number;
  /** People at their desks while a browser is timed. */
  operators: number;
  /** Rows of the longest file that is brought in. */
  imported: number;
  /** Repetitions of what needs no server. */
  repetitions: number;
}

export const whole: Scale = {
  name: 'whole',
  rounds: 3,
  seconds: 4,
  senders: [1, 16, 64],
  samples: 60,
  warm: 15,
  clients: 100,
  questions: 40,
  burst: { messages: 1_000, chats: 200, perSecond: 500 },
  fills: [10_000, 100_000, 1_000_000],
  longest: 10_000,
  crowd: 500,
  streams: 100,
  operators: 40,
  imported: 50_000,
  repetitions: 20,
};

export const quick: Scale = {
  ...whole,
  name: 'quick',
  rounds: 2,
  seconds: 1,
  samples: 20,
  questions: 15,
  fills: [10_000],
  imported: 5_000,
};

/** Only that every measure runs. */
export const tiny: Scale = {
  name: 'tiny',
  rounds: 1,
  seconds: 0.1,
  senders: [2],
  samples: 2,
  warm: 1,
  clients: 3,
  questions: 2,
  burst: { messages: 20, chats: 4, perSecond: 200 },
  fills: [500],
  longest: 60,
  crowd: 4,
  streams: 3,
  operators: 2,
  imported: 40,
  repetitions: 1,
};
