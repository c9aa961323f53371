// Where a person writes: prompt, picture, what is replied to, and sending.

import {post, Problem, text} from './api.js';
import {byId} from './dom.js';
import {firstLine, scrollToEnd} from './log.js';

const MOST_PICTURE_BYTES = 20 * 1024 * 1024;
const FIELDS = {text: 'prompt', image: 'picture'};

export class Composer {
  #menus;
  #replyTo = null;
  #picture = null;
  #pictureUrl = null;
  #prompt = byId('prompt');

  constructor(menus) {
    this.#menus = menus;
    byId('composer').addEventListener('submit', event => {
      event.preventDefault();
      this.#send();
    });
    this.#prompt.addEventListener('keydown', event => this.#key(event));
    this.#prompt.addEventListener('input', () => this.#typed());
    byId('reply-off').addEventListener('click', () => this.reply(null));
    byId('picture-off').addEventListener('click', () => this.#take(null));
    byId('picture').addEventListener('change', event => this.#take(event.target.files[0] ?? null));
    document.addEventListener('paste', event => this.#pasted(event));
    watchDrops(file => this.#take(file));
  }

  /** Starts, or with null ends, a reply to a posted video: a remix. */
  reply(message) {
    this.#replyTo = message?.id ?? null;
    byId('replying').hidden = !message;
    byId('replying-to').textContent = message ? firstLine(message.text) : '';
    this.refresh();
    if (message) {
      this.#prompt.focus();
    }
  }

  /** A reply whose video is gone is no reply any more. */
  forget(id) {
    if (this.#replyTo === id) {
      this.reply(null);
    }
  }

  suggest(words) {
    this.#prompt.value = words;
    this.#typed();
    this.#prompt.focus();
  }

  /** A remix takes model and shape from its video; a picture makes it a new one. */
  refresh() {
    const remix = this.#replyTo !== null && this.#picture === null;
    byId('menus').disabled = remix;
    byId('price').hidden = remix;
    const takesPictures = this.#menus.model?.image ?? true;
    byId('picture').disabled = !takesPictures;
    byId('picture-chip').classList.toggle('off', !takesPictures);
    byId('picture-chip').title = takesPictures ? '' : text('no-pictures');
    this.#prompt.placeholder = remix ? text('remix-hint') : text('prompt-hint');
  }

  #key(event) {
    // While an input method composes (Chinese), Enter belongs to it.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === 'Escape') {
      this.reply(null);
    }
  }

  #typed() {
    this.#complain(null);
    this.#prompt.style.height = 'auto';
    this.#prompt.style.height = `${Math.min(this.#prompt.scrollHeight, 220)}px`;
  }

  #pasted(event) {
    const file = [...(event.clipboardData?.files ?? [])].find(f => f.type.startsWith('image/'));
    if (file) {
      event.preventDefault();
      this.#take(file);
    }
  }

  #take(file) {
    if (file && file.size > MOST_PICTURE_BYTES) {
      this.#complain(new Problem(text('picture-too-large'), 'image'));
      return;
    }
    this.#picture = file;
    URL.revokeObjectURL(this.#pictureUrl ?? '');
    this.#pictureUrl = file ? URL.createObjectURL(file) : null;
    byId('preview').hidden = !file;
    byId('preview-picture').src = this.#pictureUrl ?? '';
    byId('preview-name').textContent = file?.name ?? '';
    if (!file) {
      byId('picture').value = '';
      byId('preview-picture').removeAttribute('src');
    }
    this.#complain(null);
    this.refresh();
    this.#prompt.focus();
  }

  async #send() {
    const send = byId('send');
    if (send.disabled) {
      return;
    }
    if (!this.#prompt.value.trim()) {
      this.#complain(new Problem(text('prompt-empty'), 'text'));
      return;
    }
    send.disabled = true;
    try {
      await post('/api/messages', this.#form());
      this.#prompt.value = '';
      this.#typed();
      this.#take(null);
      this.reply(null);
      scrollToEnd();
    } catch (problem) {
      this.#complain(problem);
    } finally {
      send.disabled = false;
      this.#prompt.focus();
    }
  }

  #form() {
    const form = new FormData();
    form.append('text', this.#prompt.value);
    if (this.#replyTo) {
      form.append('replyTo', this.#replyTo);
    }
    if (!this.#replyTo || this.#picture) {
      for (const [name, value] of Object.entries(this.#menus.values())) {
        form.append(name, value);
      }
    }
    if (this.#picture) {
      form.append('image', this.#picture);
    }
    return form;
  }

  #complain(problem) {
    byId('problem').textContent = problem?.message ?? '';
    for (const id of ['prompt', 'picture', 'model', 'duration', 'aspect', 'resolution']) {
      byId(id).removeAttribute('aria-invalid');
    }
    const field = problem?.field && byId(FIELDS[problem.field] ?? problem.field);
    field?.setAttribute('aria-invalid', 'true');
  }
}

function watchDrops(onPicture) {
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
    const file = event.dataTransfer?.files[0];
    if (file) {
      event.preventDefault();
      onPicture(file);
    }
  });
}
