import type { ErrorWords } from '../errors/words.ts';

export const CODEC_ERRORS = {
  NOT_DECODABLE: {
    status: 422,
    uk: 'Це зашифровано не нашими ключами.',
    en: 'This was not encrypted with our keys.',
  },
} as const satisfies ErrorWords;
