// Files that a person gives to the page: chosen, pasted or dropped.

import {text} from './api.js';
import {byId} from './dom.js';

const HEAD_BYTES = 16;

/** The first bytes of what the server looks into; names and types are only what somebody says. */
const SIGNATURES = [
  /^\xff\xd8\xff/,
  /^\x89PNG/,
  /^GIF8/,
  /^RIFF.{4}WEBP/s,
  // HEIC and AVIF: the server says whether it can read them.
  /^.{4}ftyp(avi[fs]|he[iv]|mif1|msf1)/s,
];

/** Why a file cannot be taken, as the key of a sentence; null if it can. */
export async function pictureFault(file) {
  if (file.size > Number(text('picture-limit'))) {
    return 'picture-too-large';
  }
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const text = String.fromCharCode(...head);
    return SIGNATURES.some(signature => signature.test(text)) ? null : 'not-a-picture';
  } catch {
    return 'not-a-picture'; // a folder, or a file that is gone
  }
}

/** Shows where files can be dropped, and tells which were. */
export function watchDrops(onFiles) {
  const cover = byId('drop');
  const hasFiles = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
  document.addEventListener('dragover', event => {
    if (hasFiles(event)) {
      event.preventDefault();
      cover.hidden = false;
    }
  });
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) {
      cover.hidden = true;
    }
  });
  document.addEventListener('drop', event => {
    cover.hidden = true;
    if (hasFiles(event)) {
      // Else the browser would leave the page for the file.
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    }
  });
}
