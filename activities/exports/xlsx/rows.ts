import type { Cell } from '../table.ts';

/** Rows that come in pages, taken as many at a time as there is room for. */
export class Rows {
  private readonly pages: AsyncIterator<Cell[][]>;
  private page: Cell[][] = [];
  private at = 0;
  private isLast = false;

  constructor(pages: AsyncIterable<Cell[][]>) {
    this.pages = pages[Symbol.asyncIterator]();
  }

  /** Some of the next ones, at most so many; none where there are no more. */
  async next(most: number): Promise<Cell[][]> {
    if (await this.isOver()) return [];
    const rows = this.page.slice(this.at, this.at + most);
    this.at += rows.length;
    return rows;
  }

  async isOver(): Promise<boolean> {
    while (this.at >= this.page.length && !this.isLast) {
      const { value, done } = await this.pages.next();
      this.page = done ? [] : value;
      this.isLast = done === true;
      this.at = 0;
    }
    return this.at >= this.page.length;
  }
}
