/** What an export needs done in the world; both may be called twice with the same effect as once. */
export interface ExportNeeds {
  /** Writes the whole file, from its beginning however often it is begun. Nothing where it was cancelled. */
  writeExport(asked: { exportId: string }): Promise<void>;
  /** Nobody is to wait for it any more. */
  giveUpExport(asked: { exportId: string }): Promise<void>;
}
