import { ApiError } from '#lib/api/error.ts';
import { api } from '#lib/api/api.ts';
import type { UploadedFile } from '#lib/api/types.ts';
import { browserStorage } from '#lib/chat/composer/browser-storage.ts';
import { refusalOf } from '#lib/chat/thread/file-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { newId } from '#lib/words/new-id.ts';
import { problemWords } from '#lib/words/words.ts';
import { readFiles } from './kept-files.ts';

/** Of one answer, as the API takes them. */
export const FILES_MAX = 10;
/** Of one person the server takes four at once: some places are left for their other windows. */
const AT_ONCE = 2;

/** A file that was chosen for an answer, on its way to the server or there. */
export class ChosenFile {
  readonly key = newId();
  readonly name: string;
  readonly size: number;
  /** 0 to 1, while it is on its way. */
  progress = $state<number | null>(null);
  kept = $state.raw<UploadedFile | null>(null);
  problem = $state('');
  /** Where a picture of it is seen. */
  readonly preview: string | null;
  readonly file: File | null;
  readonly stop = new AbortController();

  constructor(file: File | null, kept: UploadedFile | null = null) {
    this.file = file;
    this.kept = kept;
    this.name = kept?.name ?? file?.name ?? '';
    this.size = kept?.size ?? file?.size ?? 0;
    if (file?.type.startsWith('image/')) this.preview = URL.createObjectURL(file);
    else this.preview = kept?.kind === 'image' ? api.files.address(kept.id) : null;
  }

  get waits(): boolean {
    return this.kept === null && this.problem === '';
  }

  forget() {
    this.stop.abort();
    if (this.preview?.startsWith('blob:')) URL.revokeObjectURL(this.preview);
  }
}

/** Where a draft keeps those that have arrived, so that they are there after a reload, too. */
export interface Shelf {
  read: () => string | null;
  write: (kept: string) => void;
}

/**
 * The files of something that is being written: they go to the server at once, and stay with it while other things are
 * looked at.
 */
export class ChosenFiles {
  items = $state.raw<ChosenFile[]>([]);
  /** What could not be taken, and why: said before anything is sent. */
  refusals = $state.raw<string[]>([]);
  /** How the files' state is told to who does not see it. */
  readonly isBusy = $derived(this.items.some((item) => item.waits));
  readonly hasFailed = $derived(this.items.some((item) => item.problem !== ''));
  readonly ready = $derived(this.items.flatMap(({ kept }) => (kept ? [kept] : [])));
  readonly #shelf: Shelf | null;
  #underWay = 0;

  constructor(shelf: Shelf | null = null) {
    this.#shelf = shelf;
    this.items = readFiles(shelf?.read() ?? null).map((kept) => new ChosenFile(null, kept));
  }

  add(files: readonly File[]) {
    const refused = files.map(refusalOf).filter((why) => why !== '');
    const taken = files.filter((file) => refusalOf(file) === '');
    const room = FILES_MAX - this.items.length;
    this.refusals = taken.length > room ? [...refused, m.files_too_many({ most: FILES_MAX })] : refused;
    this.items = [...this.items, ...taken.slice(0, room).map((file) => new ChosenFile(file))];
    this.#goOn();
  }

  /** Files that are on the server already; what is here is not put twice. */
  put(given: readonly UploadedFile[]) {
    const files = given.filter(({ id }) => !this.items.some(({ kept }) => kept?.id === id));
    const known = files.slice(0, FILES_MAX - this.items.length).map((kept) => new ChosenFile(null, kept));
    this.refusals = files.length > known.length ? [m.files_too_many({ most: FILES_MAX })] : [];
    this.items = [...this.items, ...known];
    this.#keep();
  }

  remove(gone: ChosenFile) {
    gone.forget();
    this.items = this.items.filter((item) => item !== gone);
    this.refusals = [];
    this.#keep();
  }

  retry(item: ChosenFile) {
    item.problem = '';
    this.#goOn();
  }

  /** They go out with the answer. */
  take(): UploadedFile[] {
    const taken = this.ready;
    for (const item of this.items) item.forget();
    this.items = [];
    this.refusals = [];
    this.#keep();
    return taken;
  }

  #goOn() {
    const waiting = this.items.filter((item) => item.waits && item.progress === null);
    for (const item of waiting.slice(0, AT_ONCE - this.#underWay)) void this.#send(item);
  }

  async #send(item: ChosenFile) {
    if (!item.file) return;
    this.#underWay += 1;
    item.progress = 0;
    try {
      item.kept = await api.files.upload(item.file, (part) => (item.progress = part), item.stop.signal);
      this.#keep();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'ABORTED')) item.problem = problemWords(error);
    } finally {
      item.progress = null;
      this.#underWay -= 1;
      this.#goOn();
    }
  }

  #keep() {
    const kept = this.ready;
    this.#shelf?.write(kept.length > 0 ? JSON.stringify(kept) : '');
  }
}

/** Of this tab, by chat: an upload goes on while another chat is looked at. */
const open = new Map<string, ChosenFiles>();

export function filesOf(employeeId: string, chatNumber: number): ChosenFiles {
  const key = `${employeeId} ${chatNumber}`;
  const name = `files:${chatNumber}`;
  const known =
    open.get(key) ??
    new ChosenFiles({
      read: () => browserStorage.read(employeeId, name),
      write: (kept) => browserStorage.write(employeeId, name, kept),
    });
  open.set(key, known);
  return known;
}
