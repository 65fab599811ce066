/** What an import needs done in the world; each may be called twice with the same effect as once. */
export interface ImportNeeds {
  /** Puts all rows of the file into the database, from its beginning however often it is begun. */
  readTable(asked: { importId: string }): Promise<Stepped>;
  /** The next lot: checks rows, brings them in, or takes them back, whatever stands in the import. */
  takeLot(asked: { importId: string }): Promise<Stepped>;
  /** Nobody is to wait for it any more. */
  giveUpImport(asked: { importId: string }): Promise<void>;
}

export interface Stepped {
  /** What is to be done next; null: nothing, until somebody asks for more. */
  next: 'read' | 'lot' | null;
}
