// Giving somebody a file that was made here.

const KEPT_FOR = 60000; // milliseconds: browsers read it after the click

/** Have the browser save `text` as a file of this name. */
export function saveFile(name: string, text: string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR);
}
