// Where a person writes: prompt, picture, what is replied to, and sending. What was not sent yet is
// the tab's draft, which outlives a reload.

import {freshKey, post, Problem, text} from './api.js';
import {dropOldPictures, dropPicture, keep, keepPicture, recall, recallPicture} from './browser-storage.js';
import {byId, make} from './dom.js';
import {firstLine, scrollToEnd} from './log.js';
import {pictureFault, watchDrops} from './picture-file.js';

const DRAFT = 'reelay.draft';
const SETTINGS = /^\s*\/settings\b/i;
const COMMAND = /^\s*\/\p{L}/u;
const FIELDS = {text: 'prompt', image: 'picture'};

export class Composer {
  #menus;
  /**
   * {id, text} of a video to be remixed, {path, text} of words to be changed, or with `next` of a video
   * that is to go on.
   */
  #replyTo = null;
  /** Each {key, name, file}; without the file when a reload lost it. */
  #pictures = [];
  /** {key, content} of a post whose answer is not known. */
  #attempt = null;
  /** {id, words} of what was refused in the chat, and is still here to be changed. */
  #refused = null;
  #turn = Promise.resolve();
  #prompt = byId('prompt');

  constructor(menus) {
    this.#menus = menus;
    byId('composer').addEventListener('submit', event => {
      event.preventDefault();
      this.#send();
    });
    this.#prompt.addEventListener('keydown', event => this.#key(event));
    this.#prompt.addEventListener('input', () => this.#typed());
    this.#prompt.addEventListener('focus', () => this.#unfold(false));
    byId('options-toggle').addEventListener(
      'click', event => this.#unfold(event.currentTarget.ariaExpanded !== 'true'));
    byId('draft').addEventListener('click', () => this.#send(true));
    byId('reply-off').addEventListener('click', () => this.reply(null));
    byId('picture-off').addEventListener('click', () => this.#inTurn(() => this.#hold([])));
    byId('picture').addEventListener('change', event => {
      this.#take([...event.target.files]);
      // So that the same file can be chosen again.
      event.target.value = '';
    });
    document.addEventListener('paste', event => this.#pasted(event));
    watchDrops(files => this.#take(files));
    document.addEventListener('edit', event => this.#edit(event.detail));
    document.addEventListener('pressed', event => this.#mended(event.detail));
    this.#inTurn(() => this.#restore());
  }

  /** Starts, or with null ends, a reply to a posted video: a remix. */
  reply(message) {
    const {id, path, next} = message ?? {};
    this.#replyTo = message && {id, path, next, text: message.text};
    byId('replying').hidden = !message;
    byId('replying-what').textContent = text(next ? 'continuing' : path ? 'editing' : 'replying');
    byId('reply-off').ariaLabel = text(next ? 'continue-off' : path ? 'edit-off' : 'reply-off');
    byId('replying-to').textContent = message ? firstLine(message.text) : '';
    this.refresh();
    this.#save();
    if (message) {
      this.#prompt.focus();
    }
  }

  /** Starts the next clip of a video: what is written is a press of its button. */
  continueFilm({id, text}) {
    this.reply({id, text, next: true, path: `/api/messages/${encodeURIComponent(id)}/buttons/continue`});
  }

  /** Words that come back to be changed: their options and pictures are kept where they came from. */
  #edit({path, words}) {
    document.querySelector('dialog[open]')?.close();
    this.#hold([]);
    this.reply({path, text: words});
    this.suggest(words);
  }

  /** Words that were refused are done with when what was offered instead is taken. */
  #mended(id) {
    if (id && this.#refused?.id === id && this.#prompt.value === this.#refused.words) {
      this.#refused = null;
      this.#prompt.value = '';
      this.#typed();
    }
  }

  /** A reply whose video is gone is no reply any more. */
  forget(id) {
    if (this.#replyTo?.id === id) {
      this.reply(null);
    }
  }

  suggest(words) {
    this.#prompt.value = words;
    this.#typed();
    this.#prompt.focus();
  }

  /**
   * A remix takes model and shape from its video; a picture makes it a new one. A typed command says
   * by itself what is meant.
   */
  refresh() {
    const reply = this.#replyTo !== null && this.#pictures.length === 0;
    const menus = !reply && !COMMAND.test(this.#prompt.value);
    byId('menus').disabled = !menus;
    byId('price').hidden = !menus;
    byId('draft').disabled = !menus;
    const takesPictures = this.#takesPictures();
    byId('picture').disabled = !takesPictures;
    byId('picture-chip').classList.toggle('off', !takesPictures);
    byId('picture').multiple = this.#mostPictures() > 1;
    byId('picture-chip').title = takesPictures ? '' : text('no-pictures');
    const remix = reply && !this.#replyTo.path;
    const hint = remix ? 'remix-hint' : reply && this.#replyTo.next ? 'continue-hint' : 'prompt-hint';
    this.#prompt.placeholder = text(hint);
    byId('options-toggle').disabled = !menus;
    byId('options-chosen').textContent = this.#menus.chosen || text('options');
    this.#count(menus);
    this.fit();
  }

  /** Where there is little room, the menus are behind a button that says what is chosen. */
  #unfold(open) {
    byId('options-toggle').ariaExpanded = String(open);
  }

  /** Counts as the server does, in UTF-16 units. */
  #count(shown) {
    const length = this.#prompt.value.trim().length;
    const most = this.#menus.model?.promptMax ?? 0;
    const counter = byId('counter');
    counter.textContent = shown && length > 0 && most > 0 ? text('counter', length, most) : '';
    counter.classList.toggle('over', length > most);
  }

  #takesPictures() {
    return !this.#replyTo?.path && (this.#menus.model?.image ?? true);
  }

  #mostPictures() {
    return this.#menus.model?.imagesMost ?? 1;
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
    this.refresh();
    this.#save();
  }

  /** Gives the prompt the height its words need; the style says how much it may have. */
  fit() {
    this.#prompt.style.height = 'auto';
    this.#prompt.style.height = `${this.#prompt.scrollHeight}px`;
  }

  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])].filter(f => f.type.startsWith('image/'));
    if (files.length > 0) {
      event.preventDefault();
      this.#take(files);
    }
  }

  /** One thing at a time: nothing is sent while a picture is still looked at. */
  #inTurn(work) {
    const send = byId('send');
    send.disabled = true;
    const turn = this.#turn.then(work).finally(() => { send.disabled = turn !== this.#turn; });
    this.#turn = turn;
  }

  /**
   * Takes pictures: beside those there are where the model takes several, else in their place. With
   * a fault those stay.
   */
  #take(files) {
    this.#inTurn(async () => {
      const most = this.#mostPictures();
      const kept = most > 1 ? this.#pictures : [];
      const fault = await this.#fault(files, most - kept.length);
      if (fault) {
        const limit = Number((text('picture-limit') / 1e6).toFixed(1));
        this.#complain(new Problem(text(fault.key, fault.name, limit, most), 'image'));
      } else if (files.length > 0) {
        const added = files.map(file => ({key: keepPicture(file), name: file.name, file}));
        this.#hold([...kept, ...added]);
      }
      this.#prompt.focus();
    });
  }

  async #fault(files, room) {
    if (files.length > room) {
      return {key: this.#mostPictures() > 1 ? 'many-pictures' : 'one-picture'};
    }
    if (files.length > 0 && !this.#takesPictures()) {
      return {key: 'no-pictures'};
    }
    const faults = await Promise.all(
      files.map(async file => ({key: await pictureFault(file), name: file.name})));
    return faults.find(fault => fault.key) ?? null;
  }

  /** Shows pictures as the draft's, or with an empty list none. */
  #hold(pictures) {
    const keys = pictures.map(picture => picture.key);
    for (const old of this.#pictures) {
      if (!keys.includes(old.key)) {
        dropPicture(old.key);
      }
    }
    this.#pictures = pictures;
    this.#menus.pictures = pictures.length;
    const [first] = pictures;
    const shown = byId('preview-picture');
    URL.revokeObjectURL(shown.src);
    byId('preview').hidden = !first;
    byId('preview-name').textContent = pictures.map(picture => picture.name).join(', ');
    shown.hidden = !first?.file;
    if (first?.file) {
      shown.src = URL.createObjectURL(first.file);
    } else {
      shown.removeAttribute('src');
    }
    const lost = this.#lost();
    this.#complain(lost ? new Problem(text('picture-again', lost.name), 'image') : null);
    this.refresh();
    this.#save();
  }

  /** A picture that a reload has lost. */
  #lost() {
    return this.#pictures.find(picture => !picture.file);
  }

  #save() {
    const pictures = this.#pictures.map(({key, name}) => ({key, name}));
    keep('sessionStorage', DRAFT, {
      words: this.#prompt.value, replyTo: this.#replyTo, pictures, attempt: this.#attempt,
    });
  }

  async #restore() {
    dropOldPictures();
    const {words, replyTo, pictures, attempt} = recall('sessionStorage', DRAFT);
    // On a slow line something may be written already.
    this.#prompt.value ||= words ?? '';
    this.#attempt = attempt ?? null;
    this.refresh();
    if (pictures?.length) {
      this.#hold(await Promise.all(
        pictures.map(async picture => ({...picture, file: await recallPicture(picture.key)}))));
    }
    if (replyTo) {
      this.reply(replyTo);
    }
  }

  /** With a draft first where the person wants one: the same words and pictures, made cheaply. */
  #send(draft = false) {
    if (byId('send').disabled) {
      return;
    }
    if (!this.#prompt.value.trim()) {
      this.#complain(new Problem(text('prompt-empty'), 'text'));
    } else if (this.#lost()) {
      // The words alone would buy another video.
      this.#complain(new Problem(text('picture-again', this.#lost().name), 'image'));
    } else {
      this.#inTurn(() => this.#post(draft));
    }
  }

  async #post(draft) {
    const words = this.#prompt.value;
    const replyTo = this.#replyTo;
    const form = this.#form();
    if (draft) {
      form.append('draft', 'true');
    }
    this.#attempt = this.#attemptAt(form);
    this.#save();
    try {
      const answer = await (replyTo?.path
        ? post(replyTo.path, {text: words}, this.#attempt.key)
        : post('/api/messages', form, this.#attempt.key));
      this.#attempt = null;
      if (answer.refused) {
        this.#refused = {id: answer.id, words};
        this.#complain(new Problem(text(SETTINGS.test(words) ? 'not-saved' : 'not-started')));
      } else {
        this.#sent(words, replyTo);
      }
      scrollToEnd();
    } catch (problem) {
      this.#attempt = problem.unclear ? this.#attempt : null;
      this.#complain(problem);
    }
    this.#save();
    this.#prompt.focus();
  }

  /** Empties the draft, except what was added while it was under way. */
  #sent(words, replyTo) {
    if (this.#prompt.value === words) {
      this.#prompt.value = '';
    }
    if (this.#replyTo === replyTo) {
      this.reply(null);
    }
    this.#hold([]);
  }

  /** The same content after an answer that was lost is the same post: it may have been paid. */
  #attemptAt(form) {
    const content = JSON.stringify(
      [...form].map(([name, value]) => [name, value instanceof File ? value.size : value])
        .concat([this.#pictures.map(picture => picture.key)]));
    return this.#attempt?.content === content ? this.#attempt : {key: freshKey(), content};
  }

  #form() {
    const form = new FormData();
    form.append('text', this.#prompt.value);
    if (this.#replyTo?.id) {
      form.append('replyTo', this.#replyTo.id);
    }
    if (!byId('menus').disabled) {
      for (const [name, value] of Object.entries(this.#menus.values())) {
        form.append(name, value);
      }
    }
    for (const picture of this.#pictures) {
      form.append('image', picture.file, picture.name);
    }
    return form;
  }

  /** Changes what was in the way; it is sent by another press. */
  #mendButton({label, values}) {
    const button = make('button', {type: 'button', className: 'primary'}, label);
    button.addEventListener('click', () => {
      const {images, ...menus} = values;
      this.#menus.take(menus);
      if (images !== undefined) {
        this.#hold(this.#pictures.slice(0, Number(images)));
      }
      this.#complain(null);
      this.#prompt.focus();
    });
    return button;
  }

  #complain(problem) {
    byId('problem').textContent = problem?.message ?? '';
    const mends = problem?.mends ?? [];
    byId('mends').replaceChildren(...mends.map(mend => this.#mendButton(mend)));
    byId('mends').hidden = mends.length === 0;
    for (const marked of byId('composer').querySelectorAll('[aria-invalid]')) {
      marked.removeAttribute('aria-invalid');
    }
    const field = problem?.field && byId(FIELDS[problem.field] ?? problem.field);
    field?.setAttribute('aria-invalid', 'true');
  }
}
