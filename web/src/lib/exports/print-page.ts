/** Has a page of ours printed without leaving this one; tells what came instead of it, if anything did. */
export function printPage(address: string): Promise<unknown> {
  const frame = document.createElement('iframe');
  // Unseen, but there: what is not displayed is printed empty by some browsers.
  frame.className = 'sr';
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  return new Promise((resolve) => {
    frame.addEventListener('load', () => {
      const { contentWindow, contentDocument } = frame;
      if (!contentWindow || contentDocument?.contentType !== 'text/html') {
        frame.remove();
        return resolve(new Error('no page to print'));
      }
      contentWindow.addEventListener('afterprint', () => frame.remove());
      contentWindow.print();
      resolve(null);
    });
    frame.src = address;
    document.body.append(frame);
  });
}
