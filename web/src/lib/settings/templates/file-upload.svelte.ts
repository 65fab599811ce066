import { ApiError } from '#lib/api/error.ts';
import { api } from '#lib/api/api.ts';
import type { UploadedFile } from '#lib/api/types.ts';
import { refusalOf } from '#lib/chat/thread/file-words.ts';
import { problemWords } from '#lib/words/words.ts';

/** One file on its way to the server, and what came of it. */
export class FileUpload {
  /** Of what is on its way, 0 to 1; null when nothing is. */
  progress = $state<number | null>(null);
  name = $state('');
  problem = $state('');
  #stop = new AbortController();

  /** The file as it is kept; null when it was refused, did not arrive, or was called off. */
  send = async (file: File): Promise<UploadedFile | null> => {
    this.cancel();
    this.problem = refusalOf(file);
    if (this.problem !== '') return null;
    const stop = new AbortController();
    this.#stop = stop;
    this.name = file.name;
    this.progress = 0;
    try {
      return await api.files.upload(file, (part) => stop === this.#stop && (this.progress = part), stop.signal);
    } catch (error) {
      const isCalledOff = error instanceof ApiError && error.code === 'ABORTED';
      if (!isCalledOff) this.problem = problemWords(error);
      return null;
    } finally {
      if (stop === this.#stop) this.progress = null;
    }
  };

  cancel = (): void => this.#stop.abort();
}
