// What this browser remembers; nothing of it is ever sent.

const unstored = new Map(); // where storage is shut or full, what would stand in it is kept as long as the page is open

export function stored(name, otherwise) {
  if (unstored.has(name)) return unstored.get(name);
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise; // storage is shut, or holds something else
  }
}

export function store(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    unstored.delete(name);
  } catch {
    unstored.set(name, value);
  }
}
