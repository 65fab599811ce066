// The desk is a single-page app behind the log-in: the server only hands out files and answers the API.
export const ssr = false;
