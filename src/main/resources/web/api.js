// Talks to the server, and holds what it says about words.

let sentences = {};

/** Loads the page's sentences, in the language a person set or the browser's. */
export async function loadTexts() {
  const answer = await fetch('/texts.json').catch(() => null);
  if (answer === null || answer.status >= 500) {
    // The line broke, or another instance is taking over.
    await new Promise(resolve => setTimeout(resolve, 1500));
    return loadTexts();
  }
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

/**
 * A problem with the field that is at fault, and what would do: each {label, values}. It is unclear when the server may have done what was
 * asked for, and its answer was lost.
 */
export class Problem extends Error {
  constructor(message, field, unclear = false, mends = []) {
    super(message);
    this.field = field;
    this.unclear = unclear;
    this.mends = mends;
  }
}

export async function get(path) {
  return read(await ask(path, {}));
}

/**
 * Posts: where the answer is lost on the way, the post is repeated with the same key, and the server
 * carries it out once. After an unclear problem the caller repeats it with that key.
 */
export async function post(path, body, key = freshKey()) {
  const options = {method: 'POST', body, headers: {'Idempotency-Key': key}};
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
    throw new Problem(text('offline'), undefined, true);
  }
}

async function read(answer) {
  if (answer.status === 401) {
    location.assign('/login');
  }
  const body = await answer.json().catch(() => null);
  if (answer.ok && body !== null) {
    return body;
  }
  // Proxies answer in HTML: an error of their own, or a login page with 200.
  const otherwise = text(answer.status === 413 ? 'too-large' : 'failed');
  throw new Problem(
    body?.error?.message ?? otherwise, body?.error?.field, answer.ok || answer.status >= 500,
    body?.error?.mends);
}

export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
}
