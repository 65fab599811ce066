/** Stands for the browser's EventSource: the test plays the server's side. */
export class FakeEventSource extends EventTarget {
  static opened: FakeEventSource[] = [];
  readonly url: string;
  onerror: (() => void) | null = null;
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.opened.push(this);
  }

  static get last(): FakeEventSource {
    return FakeEventSource.opened.at(-1) as FakeEventSource;
  }

  static get standing(): number {
    return FakeEventSource.opened.filter(({ isClosed }) => !isClosed).length;
  }

  say(type: string, data: unknown, lastEventId = '') {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }));
  }

  /** The first word of a stream of this person. */
  greet(id: string, employeeId: string) {
    this.say('hello', { id, employeeId });
  }

  close() {
    this.isClosed = true;
  }
}
