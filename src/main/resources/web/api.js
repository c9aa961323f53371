// Talks to the server, and holds what it says about words.

let sentences = {};

/** Loads the page's sentences in the browser's language. */
export async function loadTexts() {
  const answer = await fetch('/texts.json?lang=' + encodeURIComponent(navigator.language || 'en'));
  if (answer.redirected || !answer.ok) {
    location.assign('/login');
    return;
  }
  sentences = await answer.json();
  document.documentElement.lang = sentences.language;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', text(element.dataset.label));
  }
  for (const element of document.querySelectorAll('[data-placeholder]')) {
    element.placeholder = text(element.dataset.placeholder);
  }
}

/** A sentence, its blanks filled in. */
export function text(key, ...values) {
  const sentence = sentences[key] ?? key;
  return sentence.replace(/\{(\d)\}/g, (_, i) => String(values[i] ?? ''));
}

export function language() {
  return sentences.language || 'en';
}

/** A problem the server named, with the field that is at fault. */
export class Problem extends Error {
  constructor(message, field) {
    super(message);
    this.field = field;
  }
}

export async function get(path) {
  return read(await ask(path, {}));
}

/**
 * Posts, with a key of its own: where the answer is lost on the way, the post is repeated with the
 * same key, and the server carries it out once.
 */
export async function post(path, body) {
  const options = {method: 'POST', body, headers: {'Idempotency-Key': freshKey()}};
  if (!(body instanceof FormData)) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body ?? {});
  }
  try {
    return read(await fetch(path, options));
  } catch (failure) {
    if (failure instanceof Problem) {
      throw failure;
    }
    await new Promise(resolve => setTimeout(resolve, 1500));
    return read(await ask(path, options));
  }
}

async function ask(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Problem(text('offline'));
  }
}

async function read(answer) {
  if (answer.status === 401) {
    location.assign('/login');
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Problem(body.error?.message ?? text('failed'), body.error?.field);
  }
  return body;
}

function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
}
