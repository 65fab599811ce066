import { DefaultFailureConverter } from '@temporalio/common';

/** Error texts and stack traces go through the codec too: they may quote what a client wrote. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
