import type { UploadedFile } from '#lib/api/types.ts';
import { gapsIn } from './gaps.ts';
import { soughtIn } from './sought.ts';

/** Ready replies in the field of an answer: where one is sought, what was put in, what is still to be filled in. */
export class Insertion {
  field = $state.raw<HTMLTextAreaElement>();

  readonly #text: () => string;
  readonly #carry: (files: readonly UploadedFile[]) => void;
  #caret = $state(0);
  #hasFocus = $state(false);
  /** The stroke that was closed with Escape. */
  #closedAt = $state<number | null>(null);
  #ids: string[] = [];

  constructor(text: () => string, carry: (files: readonly UploadedFile[]) => void) {
    this.#text = text;
    this.#carry = carry;
  }

  get sought() {
    const sought = this.#hasFocus ? soughtIn(this.#text(), this.#caret) : null;
    return sought?.from === this.#closedAt ? null : sought;
  }

  get unfilled(): string[] {
    return gapsIn(this.#text()).map(({ gap }) => gap);
  }

  /** The text changed, or the caret moved in it. */
  moved() {
    this.#caret = this.field?.selectionStart ?? 0;
    this.#hasFocus = document.activeElement === this.field;
    if (soughtIn(this.#text(), this.#caret)?.from !== this.#closedAt) this.#closedAt = null;
    if (this.#text().trim() === '') this.#ids = [];
  }

  left() {
    this.#hasFocus = false;
  }

  close() {
    this.#closedAt = this.sought?.from ?? null;
  }

  /** By the button: as if the stroke was typed; once more, and it closes. */
  toggle() {
    if (!this.field) return;
    if (this.sought) return this.close();
    this.field.focus();
    const { selectionStart: from, selectionEnd: to, value } = this.field;
    this.#write(from, to, /(^|\s)$/.test(value.slice(0, from)) ? '/' : ' /');
    this.#closedAt = null;
    this.moved();
  }

  /** At the caret, which the field keeps without the focus, or in the place of what is selected. */
  type(words: string) {
    const { field } = this;
    if (!field) return;
    field.focus();
    this.#write(field.selectionStart, field.selectionEnd, words);
  }

  /** In the place of what was sought; its files beside those that are there. */
  put(id: string, text: string, files: readonly UploadedFile[]) {
    const { sought } = this;
    if (!sought) return;
    this.#carry(files);
    this.#ids = [...this.#ids.slice(-9), id];
    this.#write(sought.from, this.#caret, text);
    this.goToGap();
  }

  /** From which ready replies the answer was made; asked as it is sent. */
  take(): string[] {
    const taken = this.#ids;
    this.#ids = [];
    return taken;
  }

  /** Something in the answer is still to be filled in: it is shown, and nothing is sent. */
  isHeld(): boolean {
    const isHeld = this.unfilled.length > 0;
    if (isHeld) this.goToGap();
    return isHeld;
  }

  /** Written over, it is filled in. */
  goToGap() {
    const { field } = this;
    const [found] = gapsIn(field?.value ?? '');
    field?.focus();
    if (found) field?.setSelectionRange(found.at, found.at + found.gap.length);
  }

  /** As a person would type it: the browser can undo it. */
  #write(from: number, to: number, words: string) {
    this.field?.setSelectionRange(from, to);
    document.execCommand('insertText', false, words);
  }
}
