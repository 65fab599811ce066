/** Whether files are being dragged, and not a text or a link. */
export function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/**
 * The files of what is pasted. Office puts a picture of the text beside it: there the text is meant. A picture that was
 * copied in a browser comes with its HTML, and without a text.
 */
export function pastedFiles({ clipboardData }: ClipboardEvent): File[] {
  if (!clipboardData) return [];
  const { files, types } = clipboardData;
  const isText = types.includes('text/plain') && types.includes('text/html');
  return isText ? [] : [...files];
}
