// The files of what is dropped or chosen, folders included: {file, path} of each.

const UNSEEN = /(^|\/)(\.|~\$|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i; // what systems and programs leave in folders

/** Of what was dropped. It must be looked at while it drops, so this begins at once. */
export async function dropped(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = await Promise.all(entries.filter(Boolean).map(within));
  return { files: found.flat(), folder: entries.some((entry) => entry?.isDirectory) };
}

/** Of a field. */
export function chosen(field) {
  const files = [...field.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  return { files, folder: field.webkitdirectory };
}

async function within(entry) {
  if (entry instanceof File) return [{ file: entry, path: entry.name }];
  if (entry.isFile) {
    const file = await new Promise((found, failed) => entry.file(found, failed));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    const some = await new Promise((found, failed) => reader.readEntries(found, failed)); // a hundred at a time
    if (!some.length) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map(within))).flat();
}

/** What of a folder can be read, and the names of what cannot; `suffixes`: of files that can, such as ".pdf". */
export function readable(files, suffixes) {
  const seen = files.filter(({ path }) => !UNSEEN.test(path));
  const fits = ({ path }) => suffixes.some((suffix) => path.toLowerCase().endsWith(suffix));
  return { files: seen.filter(fits), skipped: seen.filter((each) => !fits(each)).map(({ file }) => file.name) };
}

/** The name of each file: two files of one name are no two versions of one document, so they get their folders' names too. */
export function named(files) {
  const plain = files.map(({ file }) => file.name.toLowerCase());
  const twice = new Set(plain.filter((name, at) => plain.indexOf(name) !== at));
  return files.map(({ file, path }) => ({ file, name: twice.has(file.name.toLowerCase()) ? path.replaceAll("/", " - ") : file.name }));
}
