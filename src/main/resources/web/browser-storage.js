// What the browser keeps for the page: small values as JSON, and the picture of a draft.

const PICTURES = 'pictures';
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A kept object, empty if there is none.
 *
 * @param area sessionStorage (of this tab, outlives a reload) or localStorage, by name
 */
export function recall(area, key) {
  try {
    return JSON.parse(window[area].getItem(key)) ?? {};
  } catch {
    return {};
  }
}

export function keep(area, key, value) {
  try {
    window[area].setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or switched off: the page works without.
  }
}

/** Keeps a picture, and returns the key it is kept under: the moment, a little moved. */
export function keepPicture(file) {
  const key = Date.now() + Math.random();
  inPictures('readwrite', pictures => pictures.put(file, key)).catch(() => {});
  return key;
}

/** Drops those of tabs that were closed. */
export function dropOldPictures() {
  dropPicture(IDBKeyRange.upperBound(Date.now() - DAY_MS));
}

/** The picture, or undefined where the browser did not keep it. */
export function recallPicture(key) {
  return inPictures('readonly', pictures => pictures.get(key)).catch(() => undefined);
}

export function dropPicture(key) {
  inPictures('readwrite', pictures => pictures.delete(key)).catch(() => {});
}

async function inPictures(mode, use) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('reelay', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(PICTURES);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(PICTURES, mode);
      const asked = use(transaction.objectStore(PICTURES));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
