/** Encrypts nothing but these recordings. */
export const HISTORY_KEYS = `recorded:${Buffer.alloc(32, 'recorded histories').toString('base64')}`;
