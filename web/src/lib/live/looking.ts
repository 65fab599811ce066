const LOOK_EVERY_MS = 700;

/** Looks at something at the server again and again, for as long as `look` says that it is under way. */
export class Looking {
  /** Nobody looks any more. */
  isLeft = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #look: () => Promise<boolean>;

  constructor(look: () => Promise<boolean>) {
    this.#look = look;
  }

  /** Until what it answers is called. */
  follow = (): (() => void) => {
    this.isLeft = false;
    void this.now();
    return () => {
      this.isLeft = true;
      clearTimeout(this.#timer);
    };
  };

  /** At once, since something was asked of it. */
  now = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const isUnderWay = await this.#look();
    clearTimeout(this.#timer);
    if (isUnderWay && !this.isLeft) this.#timer = setTimeout(() => void this.now(), LOOK_EVERY_MS);
  };
}
