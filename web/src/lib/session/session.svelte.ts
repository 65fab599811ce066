import { ApiError } from '#lib/api/error.ts';
import { api } from '#lib/api/api.ts';
import type { Language, PageOfSession, SessionBody } from '#lib/api/types.ts';
import { language } from './language.svelte.ts';

/** Who sits at this desk, and what they may do. */
export class Session {
  employee = $state.raw<SessionBody['employee'] | null>(null);
  pages = $state.raw<SessionBody['pages']>([]);
  /** Where the stream of changes stood as this was answered. */
  lastEventId = '';
  /** The language that was pressed on the log-in page. */
  #chosen: Language | null = null;
  #telling: Promise<void> = Promise.resolve();

  readonly isAdmin = $derived(this.employee?.roles.includes('admin') ?? false);
  readonly isAuditor = $derived(this.employee?.roles.includes('auditor') ?? false);
  /** On some page at least: an auditor without another role reads only. */
  readonly canAnswer = $derived(this.employee?.roles.some((role) => role !== 'auditor') ?? false);

  /** Clients of the company and their papers: whoever sees a page. */
  readonly readsCrm = $derived(this.isAdmin || this.isAuditor || this.pages.length > 0);
  /** To change them as well: whoever may answer on a page that they were given. Every button for it asks this. */
  readonly writesCrm = $derived(this.isAdmin || this.pages.some(({ mayAnswer }) => mayAnswer));

  /** In the chats of this page. Only who is an auditor, too, sees more pages than they may answer on. */
  canAnswerOn(pageId: string | undefined): boolean {
    if (this.isAdmin || !this.isAuditor) return this.canAnswer;
    return this.pages.some(({ id, mayAnswer }) => id === pageId && mayAnswer);
  }

  /** Answers whether somebody is logged in; throws when that cannot be found out. */
  async resume(): Promise<boolean> {
    if (this.employee) return true;
    try {
      const body = await api.session.get();
      this.#begin(body);
      const untold = language.untoldOf(body.employee.id);
      if (untold) void this.chooseLanguage(untold);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return false;
      throw error;
    }
  }

  /** A language that was chosen before the log-in becomes the person's own. */
  async logIn(email: string, password: string): Promise<void> {
    const body = await api.session.open(email, password);
    const chosen = this.#chosen ?? language.untoldOf(body.employee.id) ?? body.employee.language;
    this.#chosen = null;
    this.#begin(body);
    if (chosen !== body.employee.language) await this.chooseLanguage(chosen);
  }

  /** Without a connection one stays logged in: better than believing otherwise. */
  async logOut(): Promise<void> {
    await api.session.close().then(() => this.end(), ignored);
  }

  end() {
    this.employee = null;
    this.pages = [];
  }

  async chooseLanguage(chosen: Language): Promise<void> {
    if (this.employee) language.choose(this.employee.id, chosen);
    else [language.current, this.#chosen] = [chosen, chosen];
    this.#telling = this.#telling.then(() => this.#tellLanguage(chosen));
    await this.#telling;
  }

  /** One choice after the other: the last one is what is kept, and no older answer undoes it. */
  async #tellLanguage(chosen: Language): Promise<void> {
    if (!this.employee || language.current !== chosen) return;
    // Without a connection the choice holds in this browser, which tells of it when the desk is opened next.
    const body = await api.me.update({ language: chosen }).catch(() => null);
    if (!body || language.current !== chosen) return;
    language.told();
    this.#begin(body);
  }

  pageChanged(page: Omit<PageOfSession, 'mayAnswer'>) {
    const known = this.pages.find(({ id }) => id === page.id);
    const changed = { ...page, mayAnswer: known?.mayAnswer ?? this.canAnswerOn(page.id) };
    this.pages = known ? this.pages.map((one) => (one === known ? changed : one)) : [...this.pages, changed];
  }

  #begin(body: SessionBody) {
    this.employee = body.employee;
    this.pages = body.pages;
    this.lastEventId = body.lastEventId;
    language.current = body.employee.language;
  }
}

function ignored() {}

export const session = new Session();
