/** What became of something that was to be changed: as it is now, and whether it was otherwise before. */
export interface Changed<Row> {
  row: Row;
  changed: boolean;
}
