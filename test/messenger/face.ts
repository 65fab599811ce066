import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const size = 120;

/** A person's picture: a two-coloured square of their own, since real faces have no place in a demo. */
export function facePng(client: string): Buffer {
  const [hue = 0, shade = 0] = createHash('sha256').update(client).digest();
  const colours = [tint(hue, 0.72), tint(hue + 40 + (shade % 40), 0.45)] as const;
  const rows = Array.from({ length: size }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: size }, (_unused, x) => colours[x + y < size ? 0 : 1]).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'ascii'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function tint(hue: number, light: number): [number, number, number] {
  const channel = (offset: number) => Math.round(255 * (light + 0.2 * Math.cos(((hue + offset) / 256) * 2 * Math.PI)));
  return [channel(0), channel(85), channel(170)];
}
