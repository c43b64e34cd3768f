// Giving somebody a file.

const FOR_A_WHILE = 60000; // milliseconds: browsers fetch what is saved in their own time

/** Have the browser save a file under this name. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), FOR_A_WHILE);
}
