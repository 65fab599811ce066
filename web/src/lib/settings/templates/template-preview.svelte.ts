import { api } from '#lib/api/api.ts';
import type { PreviewQuestion } from '#lib/api/settings.ts';
import type { TemplatePreview } from '#lib/api/types.ts';

const ASK_AFTER_MS = 300;

/** What a client would get by the draft, asked anew a moment after each change. */
export class PreviewOf {
  answer = $state.raw<TemplatePreview | null>(null);
  problem = $state.raw<unknown>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  ask(scope: string | null, question: PreviewQuestion) {
    clearTimeout(this.#timer);
    const number = (this.#asked += 1);
    this.#timer = setTimeout(() => void this.#load(number, scope, question), this.answer ? ASK_AFTER_MS : 0);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  async #load(number: number, scope: string | null, question: PreviewQuestion): Promise<void> {
    try {
      const answer = await api.settings.preview(scope, question);
      if (number !== this.#asked) return;
      this.answer = answer;
      this.problem = null;
    } catch (error) {
      if (number === this.#asked) this.problem = error;
    }
  }
}
