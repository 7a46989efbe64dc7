/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser takes the content before the next turn; a minute is enough for the slowest disk.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
