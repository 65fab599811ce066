import { connect, type Socket } from 'node:net';

export interface Answer {
  /** 0: the connection broke before it came. */
  status: number;
  body: Buffer;
}

const NOTHING: Answer = { status: 0, body: Buffer.alloc(0) };
const HEAD_END = Buffer.from('\r\n\r\n');
const CHUNKED_END = Buffer.from('\r\n0\r\n\r\n');

/**
 * One kept connection on which whole requests go out as the bytes they are, one after the other. The least a sender can
 * do: on a machine of two cores what a sender costs is missing from what is measured.
 */
export class Wire {
  private socket: Socket | null = null;
  private come: Buffer[] = [];
  private told: (answer: Answer) => void = () => undefined;
  private readonly port: number;
  private readonly from: string | undefined;

  /** `from`: the address of the sender, any of 127.0.0.0/8. */
  constructor(url: string, from?: string) {
    this.port = Number(new URL(url).port);
    this.from = from;
  }

  ask(bytes: Buffer): Promise<Answer> {
    return new Promise((resolve) => {
      this.told = resolve;
      this.socket ??= this.open();
      this.socket.write(bytes);
    });
  }

  close(): void {
    this.socket?.destroy();
    this.socket = null;
  }

  private open(): Socket {
    const local = this.from === undefined ? {} : { localAddress: this.from };
    const socket = connect({ host: '127.0.0.1', port: this.port, noDelay: true, ...local });
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (this.socket === socket) this.socket = null;
      this.end(NOTHING);
    });
    return socket;
  }

  private take(chunk: Buffer): void {
    this.come.push(chunk);
    const all = this.come.length === 1 ? chunk : Buffer.concat(this.come);
    const answer = read(all);
    if (answer) this.end(answer);
    else this.come = [all];
  }

  private end(answer: Answer): void {
    this.come = [];
    const told = this.told;
    this.told = () => undefined;
    told(answer);
  }
}

/** A whole answer, or null while some of it is still on its way. */
function read(all: Buffer): Answer | null {
  const end = all.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = all.toString('latin1', 0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const from = end + HEAD_END.length;
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) return all.length < from + Number(length) ? null : { status, body: all.subarray(from) };
  if (!head.includes('\r\ntransfer-encoding: chunked')) return { status, body: all.subarray(from) };
  const last = all.subarray(-CHUNKED_END.length);
  return last.equals(CHUNKED_END) ? { status, body: dechunked(all.subarray(from)) } : null;
}

function dechunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const line = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, line), 16);
    if (!(size > 0)) break;
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
  return Buffer.concat(parts);
}
