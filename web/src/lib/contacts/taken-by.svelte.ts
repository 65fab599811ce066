import { api } from '#lib/api/api.ts';
import type { Contact, Person } from '#lib/api/types.ts';

const ASK_AFTER_MS = 300;
/** Without the country, which is written in many ways. */
const OWN_DIGITS = 9;

/** Who else has a phone or an e-mail that is being typed: said before it is saved. */
export class TakenBy {
  people = $state.raw<Person[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  /** `except`: whose contact it is. */
  ask(lines: { phones: string[]; emails: string[] }, except: string | null) {
    clearTimeout(this.#timer);
    const asked = (this.#asked += 1);
    this.#timer = setTimeout(() => void this.#load(asked, lines, except), ASK_AFTER_MS);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  /** The form works without what this says. */
  async #load(asked: number, { phones, emails }: { phones: string[]; emails: string[] }, except: string | null) {
    const sought = [
      ...phones.map(digitsOf).filter((digits) => digits.length === OWN_DIGITS),
      ...emails.filter(isWhole),
    ];
    const lists = await Promise.all(
      sought.map(async (q) => {
        const list = await api.contacts.list({ q, pageSize: 5 }).catch(() => null);
        return list?.items.filter((contact) => contact.id !== except && has(contact, q)) ?? [];
      }),
    );
    if (asked !== this.#asked) return;
    this.people = [...new Map(lists.flat().map(({ id, name }) => [id, { id, name }])).values()];
  }
}

const digitsOf = (phone: string): string => phone.replace(/\D/g, '').slice(-OWN_DIGITS);
const isWhole = (email: string): boolean => /^\S+@\S+\.\S+$/.test(email.trim());

function has({ phones, emails }: Contact, sought: string): boolean {
  const email = sought.trim().toLowerCase();
  return phones.some((phone) => digitsOf(phone) === sought) || emails.some((one) => one.toLowerCase() === email);
}
