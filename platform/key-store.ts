/** A data key as it is kept: what it encrypts can be read while it is there. */
export interface KeptKey {
  id: string;
  /** Null: the installation's own, for what is of no client. */
  clientId: string | null;
  /** The key itself, sealed with the installation's; null once it is destroyed. */
  wrapped: string | null;
  /** It encrypts for its client today. */
  isCurrent: boolean;
}

export interface NewKey {
  id: string;
  clientId: string | null;
  wrapped: string;
  /** The name of the installation's key that sealed it. */
  wrappedBy: string;
}

/** Where data keys are kept: `db/keys` in PostgreSQL. */
export interface KeyStore {
  /**
   * The one key that encrypts for this client today; where there is none, this one becomes it. Null where another
   * process kept one in this very moment: ask again.
   */
  currentOr(key: NewKey): Promise<KeptKey | null>;
  find(id: string): Promise<KeptKey | null>;
  /** Keys that were retired or destroyed since a moment of the store's own clock, and what it shows now. */
  endedSince(moment: Date | null): Promise<{ now: Date; keys: KeptKey[] }>;
  /** Keys that are sealed with these of the installation's keys. */
  wrappedBy(keyIds: readonly string[], limit: number): Promise<KeptKey[]>;
  /** Keeps the same key sealed anew, unless it was changed or destroyed meanwhile. */
  rewrap(key: KeptKey, wrapped: string, wrappedBy: string): Promise<void>;
}
