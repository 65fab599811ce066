/** What the thread is asked for. */
export interface Order {
  as: 'pdf' | 'svg';
  /** JSON, all of it words. */
  data: string;
  /** The picture at the head, where the data name one. */
  logo: Uint8Array | null;
  /** When it was made, in seconds: it stands in the file. */
  at: number;
}

export type Outcome = { made: Uint8Array } | { fault: string };
