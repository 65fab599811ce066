/** Which chats were told, by their numbers: a bit each, so that a million are 125 kilobytes. */
export class Told {
  private bits = new Uint8Array(1024);

  /** Whether it is told for the first time. */
  add(number: number): boolean {
    const [at, bit] = [number >> 3, 1 << (number & 7)];
    if (at >= this.bits.length) this.grow(at + 1);
    const before = this.bits[at] ?? 0;
    this.bits[at] = before | bit;
    return (before & bit) === 0;
  }

  private grow(least: number): void {
    const wider = new Uint8Array(Math.max(least, this.bits.length * 2));
    wider.set(this.bits);
    this.bits = wider;
  }
}
