/** Answers that Messenger offers ready: the phone or the e-mail of the person's own profile. */
export interface QuickReply {
  content_type: 'user_phone_number' | 'user_email';
}

/** An attachment as Meta named it; unknown types are possible. Links are http(s) only. */
export interface Attachment {
  type: string;
  /** The file it is, where we keep it. */
  id?: string;
  mime?: string;
  name: string | null;
  /** A second line: a subtitle, a price, a number. */
  note?: string;
  url?: string;
  place?: { lat: number; long: number };
  /** Of a file, in bytes, where Meta says it. */
  size?: number;
  /** How long a call lasted. */
  seconds?: number;
  /** Several things in one: products, the cards of a template. */
  parts?: Part[];
  /** What could be pressed under it. */
  buttons?: { title: string; url?: string }[];
}

export interface Part {
  title: string;
  note?: string;
  url?: string;
}
