export interface PictureSize {
  width: number;
  height: number;
}

/** How large a PNG or a JPEG is once it is decoded, by its head; null: it has none that tells it. */
export function pictureSize(content: Buffer): PictureSize | null {
  return content.subarray(1, 4).toString('latin1') === 'PNG' ? sizeOfPng(content) : sizeOfJpeg(content);
}

/** Its first chunk tells it (ISO 15948, 11.2.2). */
function sizeOfPng(content: Buffer): PictureSize | null {
  if (content.length < 24 || content.subarray(12, 16).toString('latin1') !== 'IHDR') return null;
  return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

/** Frames begin with these (ISO 10918-1, table B.1): all of FFC0 to FFCF but tables and what is reserved. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function sizeOfJpeg(content: Buffer): PictureSize | null {
  let at = 2;
  while (at + 9 <= content.length && content[at] === 0xff) {
    const marker = content[at + 1] ?? 0;
    // As many as one likes may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
    else at += 2 + content.readUInt16BE(at + 2);
  }
  return null;
}
