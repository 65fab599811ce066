import { randomBytes } from 'node:crypto';

export type GraphFault = {
  status: number;
  message: string;
  code: number;
  subcode?: number | undefined;
  type?: 'OAuthException' | 'GraphMethodException' | undefined;
  transient?: boolean | undefined;
  regainMinutes?: number | undefined;
};

/** Thrown anywhere in a Graph call; the one handler turns it into Meta's own shape. */
export class GraphError extends Error {
  override name = 'GraphError';
  readonly fault: GraphFault;
  constructor(fault: GraphFault) {
    super(fault.message);
    this.fault = fault;
  }
}

export function graphError(status: number, code: number, message: string, subcode?: number): GraphError {
  return new GraphError({ status, code, message, subcode });
}

/** A wrong parameter: code 100. */
export function wrong(message: string, subcode?: number): GraphError {
  return graphError(400, 100, `(#100) ${message}`, subcode);
}

export function errorBody({ message, type, code, subcode, transient }: GraphFault) {
  return {
    error: {
      message,
      type: type ?? 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      ...(transient === undefined ? {} : { is_transient: transient }),
      fbtrace_id: traceId(),
    },
  };
}

/** Meta's header on errors; it names invalid tokens apart from invalid requests. */
export function authenticateHeader({ code, message }: GraphFault): string {
  const kind = code === 190 ? 'invalid_token' : 'invalid_request';
  return `OAuth "Facebook Platform" "${kind}" "${message.replace(/[^\x20-\x7e]/g, '?').replaceAll('"', "'")}"`;
}

const rateCodes = new Set([4, 17, 32, 613, 80001, 80006]);

/** The usage header of a throttled call, `estimated_time_to_regain_access` in minutes; null for other faults. */
export function usageHeader({ code, regainMinutes = 1 }: GraphFault, page: string): string | null {
  if (!rateCodes.has(code)) return null;
  const entry = {
    type: 'messenger',
    call_count: 100,
    total_cputime: 40,
    total_time: 40,
    estimated_time_to_regain_access: regainMinutes,
  };
  return JSON.stringify({ [page]: [entry] });
}

export function traceId(): string {
  return `A${randomBytes(17).toString('base64url').slice(0, 22)}`;
}

const tokenMessages: Record<number, string> = {
  458: 'Error validating access token: The user has not authorized application.',
  459: 'Error validating access token: The user is enrolled in a blocking, logged-in checkpoint.',
  460:
    'Error validating access token: The session has been invalidated because the user changed their password or ' +
    'Facebook has changed the session for security reasons.',
  463:
    'Error validating access token: Session has expired on Saturday, 21-Nov-26 10:00:00 PST. ' +
    'The current time is Monday, 23-Nov-26 10:00:00 PST.',
  464: 'Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.',
  467: 'Error validating access token: The session is invalid because the user logged out.',
  492:
    'Error validating access token: The user must be an administrator, editor, or moderator of the page ' +
    'in order to impersonate it.',
};

/** Code 190: the token itself is the fault. */
export function tokenError(subcode: number | null): GraphError {
  if (subcode === null) return graphError(400, 190, 'Invalid OAuth access token - Cannot parse access token');
  return graphError(400, 190, tokenMessages[subcode] ?? 'Error validating access token.', subcode);
}

/** How Meta words the codes that a fault may ask for without words of its own. */
export const knownErrors: Record<string, { status: number; message: string }> = {
  '1': { status: 500, message: 'An unknown error occurred' },
  '1/1357046': { status: 500, message: 'Received Invalid JSON reply.' },
  '2': { status: 500, message: 'Service temporarily unavailable' },
  '3': { status: 403, message: '(#3) Application does not have the capability to make this API call.' },
  '4': { status: 403, message: '(#4) Application request limit reached' },
  '10/2018278': {
    status: 400,
    message:
      '(#10) This message is sent outside of allowed window. Learn more about the new policy here: ' +
      'https://developers.facebook.com/docs/messenger-platform/policy-overview',
  },
  '10/1893063': { status: 400, message: '(#10) This Page is temporarily restricted from sending messages.' },
  '10/2018108': { status: 400, message: '(#10) This person is not receiving messages from you right now.' },
  '32': { status: 403, message: '(#32) Page request limit reached' },
  '100/2018001': { status: 400, message: '(#100) No matching user found' },
  '100/1893061': { status: 400, message: '(#100) Invalid parameter' },
  '200/2018028': {
    status: 403,
    message:
      '(#200) Cannot message users who are not admins, developers or testers of the app until pages_messaging ' +
      'permission is reviewed and the app is live.',
  },
  '368': { status: 400, message: '(#368) The action attempted has been deemed abusive or is otherwise disallowed' },
  '551': { status: 400, message: "(#551) This person isn't available right now." },
  '551/1545041': { status: 400, message: "(#551) This person isn't available right now." },
  '613': { status: 400, message: '(#613) Calls to this api have exceeded the rate limit.' },
  '1200': { status: 500, message: '(#1200) Temporary send message failure. Please try again later.' },
  '80006': {
    status: 400,
    message: '(#80006) There have been too many messages sent from this page. Wait a bit and try again.',
  },
};

export function knownError(code: number, subcode?: number): GraphError {
  const known = (subcode === undefined ? undefined : knownErrors[`${code}/${subcode}`]) ?? knownErrors[String(code)];
  return graphError(known?.status ?? 400, code, known?.message ?? `(#${code}) Error`, subcode);
}
