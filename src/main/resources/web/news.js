// Tells a person who looks elsewhere that a video is done, or will not come: in the page's title, and,
// if they want that, by a notification of the browser. They are asked for that once.

import {text} from './api.js';
import {keep, recall} from './browser-storage.js';
import {byId} from './dom.js';
import {FAILED, firstLine, RUNNING} from './log.js';

const STORE = 'reelay.notify';

export class News {
  #missed = 0;
  #title = document.title;

  constructor() {
    byId('notify-yes').addEventListener('click', () => this.#answer(true));
    byId('notify-no').addEventListener('click', () => this.#answer(false));
    document.addEventListener('visibilitychange', () => this.#count(0));
  }

  tell(message) {
    if (RUNNING.has(message.state)) {
      this.#ask();
    }
    const ended = message.kind === 'video' || FAILED.has(message.state);
    if (ended) {
      byId('notify').hidden = true;
    }
    if (ended && document.hidden) {
      this.#count(this.#missed + 1);
      notify(message);
    }
  }

  #count(missed) {
    this.#missed = missed;
    document.title = missed > 0 ? `(${missed}) ${this.#title}` : this.#title;
  }

  #ask() {
    const asked = recall('localStorage', STORE).asked;
    byId('notify').hidden =
      asked || !window.isSecureContext || window.Notification?.permission !== 'default';
  }

  #answer(yes) {
    keep('localStorage', STORE, {asked: true});
    byId('notify').hidden = true;
    byId('prompt').focus();
    if (yes) {
      Notification.requestPermission();
    }
  }
}

function notify(message) {
  if (window.Notification?.permission !== 'granted') {
    return;
  }
  const words = text(message.kind === 'video' ? 'news-video' : 'news-failed');
  try {
    const notification =
      new Notification(words, {body: firstLine(message.text), tag: message.task, icon: '/favicon.svg'});
    notification.addEventListener('click', () => {
      window.focus();
      document.getElementById(message.id)?.scrollIntoView({block: 'center'});
      notification.close();
    });
  } catch {
    // Chrome on Android has them for installed pages only; the title says it.
  }
}
