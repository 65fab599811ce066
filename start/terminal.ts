/** Prints a line; a `moving` one is replaced by the next on a terminal, and printed every few seconds elsewhere. */
export type Say = (line: string, kind?: 'moving') => void;

export function terminal(out: NodeJS.WriteStream = process.stdout): Say {
  let moving = false;
  let lastAt = 0;
  return (line, kind) => {
    if (kind !== 'moving') {
      out.write(`${moving ? clear : ''}${line}\n`);
      moving = false;
      lastAt = 0;
    } else if (out.isTTY) {
      out.write(`${clear}${line.slice(0, out.columns - 1)}`);
      moving = true;
    } else if (Date.now() - lastAt > 3_000) {
      out.write(`${line}\n`);
      lastAt = Date.now();
    }
  };
}

/** For callers that have nobody to tell. */
export const silent: Say = () => undefined;

const clear = '\r\u001b[2K';
