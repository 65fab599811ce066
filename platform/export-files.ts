import { join } from 'node:path';

/** Where files stand that were made for somebody: in a folder that all processes have in common. */
export const exportsFolder = (dataDir: string): string => join(dataDir, 'exports');

/** The file of one export, once it is whole. */
export const exportFile = (dataDir: string, id: string, format: string): string =>
  join(exportsFolder(dataDir), `${id}.${format}`);
