/** What the server, or the way to it, answered instead of a result. `status` 0 means that nothing answered at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly retryAfterMs: number;
  readonly at = new Date();

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}, retryAfterMs = 0) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }

  /** Nothing was decided: the same request may be sent again later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export async function errorFrom(
  response: Pick<Response, 'status' | 'statusText' | 'headers' | 'json'>,
): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const error = isErrorBody(body) ? body.error : { code: `HTTP_${response.status}`, message: response.statusText };
  const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1000;
  return new ApiError(response.status, error.code, error.message, error.details ?? {}, retryAfterMs);
}

/** The short code a person can read out to whoever looks after the system. */
export function shortCode(error: unknown): string {
  if (!(error instanceof ApiError)) return 'WEB';
  const time = error.at.toLocaleTimeString('en-GB');
  return error.status === 0 ? `OFFLINE · ${time}` : `${error.code} · ${error.status} · ${time}`;
}

type ErrorBody = { error: { code: string; message: string; details?: Record<string, unknown> } };

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'error' in body;
}

/** It is not there, or not for this employee. */
export const isGone = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 403);
