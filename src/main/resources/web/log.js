// The list of messages: each is drawn once and changed in place, so that nothing jumps, a playing
// video goes on, and the focus stays.

import {freshKey, language, post, Problem, text} from './api.js';
import {announce, byId, confirmed, make, marked, swap, toast} from './dom.js';

export const RUNNING = new Set(['QUEUED', 'SUBMITTING', 'RUNNING', 'READY', 'DELIVERING']);
export const FAILED = new Set(['FAILED', 'UNCONFIRMED', 'UNFETCHED', 'UNDELIVERABLE', 'CLOSED']);

export class Log {
  #list = byId('log');
  #shown = new Map();
  #arrivals = 0;
  /** Whether what comes is new, and not what was said before the page was opened. */
  live = false;
  #onRemix;
  #onNews;

  /**
   * @param onRemix told of which video a person wants a remix, or the next clip: by the button's id
   * @param onNews told of messages that say something new: a video, or another state of a task
   */
  constructor(onRemix, onNews) {
    this.#onRemix = onRemix;
    this.#onNews = onNews;
  }

  get isEmpty() {
    return this.#shown.size === 0;
  }

  message(id) {
    return this.#shown.get(id)?.message;
  }

  put(message) {
    const atEnd = isAtEnd();
    let known = this.#shown.get(message.id);
    if (known && known.message.kind !== message.kind) {
      this.remove(message.id); // a video was hidden, or is shown again
      known = undefined;
    }
    if (known) {
      this.#change(known, message);
    } else {
      this.#add(message);
    }
    if (atEnd || message.from === 'person') {
      scrollToEnd();
    }
  }

  remove(id) {
    const known = this.#shown.get(id);
    if (known) {
      this.#shown.delete(id);
      const focused = known.item.contains(document.activeElement);
      const next = known.item.nextElementSibling ?? known.item.previousElementSibling;
      known.item.remove();
      if (focused) {
        (next ?? byId('prompt')).focus();
      }
      // Captions of what was made from it, and cards, point nowhere now.
      document.querySelectorAll(`a[href="#${CSS.escape(id)}"]`)
        .forEach(link => link.replaceWith(link.textContent));
    }
  }

  #add(message) {
    const item = make('li', {className: `message ${message.from} ${message.kind}`, id: message.id, tabIndex: -1});
    const parts = {item, message: {}, arrival: this.#arrivals++, at: Date.parse(message.at) || 0};
    parts.body = item.appendChild(make('div', {className: 'bubble'}));
    parts.body.append(make('span', {className: 'unseen'}, text(`from-${message.from}`)));
    if (message.video) {
      parts.body.append(message.video.spoiler ? spoiler(message) : player(message));
    }
    if (message.image) {
      parts.body.append(picture(message.image));
    }
    parts.text = parts.body.appendChild(make('p', {className: 'text', dir: 'auto'}));
    if (message.kind === 'status') {
      parts.bar = parts.body.appendChild(bar());
    }
    parts.buttons = parts.body.appendChild(make('div', {className: 'buttons'}));
    item.append(stamp(message));
    this.#shown.set(message.id, parts);
    this.#change(parts, message);
    this.#place(parts);
    if (this.live && message.from === 'bot') {
      announce(message.text);
      this.#onNews(message);
    }
  }

  /** Where it belongs by its time; an edited message keeps its place. */
  #place(parts) {
    let before = null;
    let last = this.#list.lastElementChild;
    while (last) {
      const other = this.#shown.get(last.id);
      if (!other || other.at < parts.at || (other.at === parts.at && other.arrival < parts.arrival)) {
        break;
      }
      before = last;
      last = last.previousElementSibling;
    }
    this.#list.insertBefore(parts.item, before);
  }

  #change(parts, message) {
    const before = parts.message;
    parts.message = message;
    if (before.text !== message.text) {
      parts.text.replaceChildren(...marked(message));
      parts.text.hidden = !message.text;
      if (this.live && before.text && !parts.bar) {
        announce(message.text); // a card or an answer that was changed
      }
    }
    if (parts.bar) {
      this.#status(parts, before, message);
    }
    if (JSON.stringify(before.buttons) !== JSON.stringify(message.buttons)) {
      this.#buttons(parts, message);
    }
  }

  #status(parts, before, message) {
    const running = RUNNING.has(message.state);
    parts.item.dataset.tone = running ? 'running' : FAILED.has(message.state) ? 'failed' : 'done';
    parts.bar.hidden = !running;
    const progress = message.progress;
    parts.bar.classList.toggle('unknown', progress === undefined);
    parts.bar.firstElementChild.style.width = `${progress ?? 0}%`;
    if (progress === undefined) {
      parts.bar.removeAttribute('aria-valuenow');
    } else {
      parts.bar.setAttribute('aria-valuenow', String(progress));
    }
    const quarter = Math.floor((progress ?? 0) / 25);
    if (before.state && (before.state !== message.state || quarter > (parts.quarter ?? 0))) {
      announce(message.text);
    }
    if (before.state && before.state !== message.state) {
      this.#onNews(message);
    }
    parts.quarter = quarter;
  }

  #buttons(parts, message) {
    const buttons = (message.buttons ?? []).map(button => {
      const element = make('button', {type: 'button', className: button.look}, button.label);
      element.dataset.press = button.id;
      element.addEventListener('click', () => this.#press(element, message, button));
      return element;
    });
    if (message.video) {
      // Behind what is made of it, before what ends it.
      buttons.splice(-1, 0, download(message), this.#report(message));
    }
    swap(parts.buttons, buttons, parts.item);
    parts.buttons.hidden = buttons.length === 0;
  }

  #report(message) {
    const element = make('button', {type: 'button', className: 'plain'}, text('report'));
    element.dataset.press = 'report';
    element.addEventListener('click', () => this.#press(element, message, {id: 'report'}));
    return element;
  }

  async #press(element, message, button) {
    if ((button.id === 'remix' || button.id === 'continue') && message.kind === 'video') {
      this.#onRemix(message, button.id);
      return;
    }
    if (await press(element, message.id, button.id)) {
      document.dispatchEvent(new CustomEvent('pressed', {detail: message.replyTo}));
    }
  }
}

/**
 * Presses a button of a message and says what came of it; words to be changed go to the composer, as
 * an event of the document, with the path that takes them back. Meanwhile it is not disabled, only said to
 * be: a disabled element loses the focus. Tells whether it was done.
 */
export async function press(element, messageId, buttonId) {
  const path = `/api/messages/${encodeURIComponent(messageId)}/buttons/${encodeURIComponent(buttonId)}`;
  if (element.ariaDisabled === 'true') {
    return false;
  }
  let done = false;
  element.ariaDisabled = 'true';
  try {
    const asked = ['delete', 'report', 'undo'].find(action => buttonId.startsWith(action));
    if (asked && !(await confirmed(text(`${asked}-question`), text(asked)))) {
      return false;
    }
    element.dataset.key ??= freshKey();
    const {note, words} = await post(path, undefined, element.dataset.key);
    delete element.dataset.key;
    done = words === undefined;
    if (words === undefined) {
      toast(note);
    } else {
      document.dispatchEvent(new CustomEvent('edit', {detail: {path, words}}));
    }
  } catch (problem) {
    // What may have been done (and paid) is repeated with its key.
    if (!problem.unclear) {
      delete element.dataset.key;
    }
    toast(problem instanceof Problem ? problem.message : text('failed'));
  } finally {
    element.ariaDisabled = null;
    if (!element.isConnected && document.activeElement === document.body) {
      // Another tab deleted the message while the question was open.
      byId('prompt').focus();
    }
  }
  return done;
}

function player(message) {
  const {url, poster, width, height} = message.video;
  const video = make('video', {
    src: url, poster, controls: true, playsInline: true, preload: 'metadata', width, height,
    'aria-label': text('video-of', firstLine(message.text)),
  });
  if (height > width) {
    video.classList.add('tall');
  }
  return video;
}

/** The video out of sight, and out of reach of the keyboard, until a person wants to see it. */
function spoiler(message) {
  const video = player(message);
  video.inert = true;
  const show = make('button', {type: 'button', className: 'plain'}, text('show-video'));
  const cover = make('div', {className: 'spoiler'}, video, show);
  show.addEventListener('click', () => {
    video.inert = false;
    cover.replaceWith(video);
    video.focus();
  });
  return cover;
}

function download(message) {
  const name = firstLine(message.text).replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
  const link = make(
    'a', {href: message.video.url, download: `${name || 'video'}.mp4`, className: 'button'},
    text('download'));
  link.dataset.press = 'download';
  return link;
}

function picture(image) {
  return make('img', {
    src: image.url, width: image.width, height: image.height, alt: text('sent-picture'),
    loading: 'lazy',
  });
}

function bar() {
  return make(
    'div',
    {
      className: 'bar', role: 'progressbar', 'aria-label': text('progress'),
      'aria-valuemin': '0', 'aria-valuemax': '100',
    },
    make('span'));
}

function stamp(message) {
  const date = new Date(message.at);
  const today = new Date().toDateString() === date.toDateString();
  const words = date.toLocaleString(
    language(), today ? {timeStyle: 'short'} : {dateStyle: 'medium', timeStyle: 'short'});
  return make('time', {dateTime: message.at, className: 'stamp'}, words);
}

export function firstLine(words) {
  return words.split('\n')[0];
}

function isAtEnd() {
  const page = document.scrollingElement;
  return page.scrollHeight - page.scrollTop - page.clientHeight < 120;
}

export function scrollToEnd() {
  requestAnimationFrame(() => {
    document.scrollingElement.scrollTop = document.scrollingElement.scrollHeight;
  });
}
