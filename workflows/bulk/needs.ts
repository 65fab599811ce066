/** What a bulk action needs done in the world; may be called twice with the same effect as once. */
export interface BulkNeeds {
  /** Asks the next chats for what is wanted of each, and notes what each said. */
  askChats(lot: Lot): Promise<Asked>;
}

export interface Lot {
  bulkId: string;
  limit: number;
}

export interface Asked {
  /** Chats that said yes or no. */
  settled: number;
  /** Some are left to be asked. */
  more: boolean;
}
