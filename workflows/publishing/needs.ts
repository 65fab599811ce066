/** What a publication needs done in the world; every one may be called twice with the same effect as once. */
export interface PublishingNeeds {
  /** Tells the next open chats that settings with this revision are in force, and notes how far it has come. */
  wakeChats(waking: Waking): Promise<Woken>;
}

export interface Waking {
  versionId: number;
  /** Null: the chats of all pages. */
  pageId: string | null;
  revision: number;
  /** Chats with greater numbers are next. */
  after: number;
  limit: number;
  /** How many were told before. */
  woken: number;
}

export interface Woken {
  /** Number of the last chat told; null: nobody is left, or a newer version tells them. */
  after: number | null;
  woken: number;
}
