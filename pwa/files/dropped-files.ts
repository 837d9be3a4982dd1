/** Files of a drop; a folder among them cannot be read as a file and is only counted. */
export function droppedFiles(transfer: DataTransfer): {
  readonly files: readonly File[];
  readonly folders: number;
} {
  const files: File[] = [];
  let folders = 0;
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    if (item.webkitGetAsEntry()?.isDirectory) folders += 1;
    else {
      const file = item.getAsFile();
      if (file) files.push(file);
    }
  }
  return { files, folders };
}
