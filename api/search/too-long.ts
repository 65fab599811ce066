import { ApiError } from '../errors/error.ts';

/** What a search comes to; where PostgreSQL gave up after a second, as it was asked to, that is said. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === '57014' ? new ApiError('SEARCH_TOO_LONG') : error;
  }
}
