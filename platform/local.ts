/** Whether a host's name means this machine alone: what is reached under it is not open to anybody else. */
export function isLocalHost(name: string): boolean {
  const host = name.toLowerCase().replace(/^\[|\]$/g, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
