/** The File System Access API where there is one (Chromium); TypeScript's DOM library does not know it. */
interface WithPicker {
  showSaveFilePicker?(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

/** Can a person choose where a file goes? */
export function canPickPlace(): boolean {
  return (window as WithPicker).showSaveFilePicker !== undefined;
}

/** Hands a file to the browser's downloads. */
export function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(blobOf(bytes));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has taken it by then
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Asks where to save and writes there.
 * @returns false when the person decided not to
 */
export async function saveAtPlace(name: string, bytes: Uint8Array): Promise<boolean> {
  let handle: FileSystemFileHandle | undefined;
  try {
    handle = await (window as WithPicker).showSaveFilePicker?.({ suggestedName: name });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return false;
    throw error;
  }
  if (!handle) return false;
  const writable = await handle.createWritable();
  await writable.write(blobOf(bytes));
  await writable.close();
  return true;
}

function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' });
}
