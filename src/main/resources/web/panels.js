// Jobs, models, usage and help, in a dialog over the chat.

import {get, text} from './api.js';
import {byId, make, marked, moment, swap} from './dom.js';
import {press} from './log.js';
import {money, price} from './menus.js';

const REFRESH_MS = 2000;

export class Panels {
  #dialog = byId('panel');
  #menus;
  #timer = null;

  constructor(menus) {
    this.#menus = menus;
    for (const opener of document.querySelectorAll('[data-panel]')) {
      opener.addEventListener('click', () => this.#open(opener.dataset.panel));
    }
    byId('panel-close').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('click', event => {
      if (event.target === this.#dialog) {
        this.#dialog.close();
      }
    });
    this.#dialog.addEventListener('close', () => clearInterval(this.#timer));
  }

  async #open(name) {
    byId('panel-title').textContent = text(name);
    byId('panel-body').replaceChildren();
    this.#dialog.showModal();
    await this.#fill(name);
    clearInterval(this.#timer);
    if (name === 'jobs') {
      this.#timer = setInterval(() => this.#fill(name), REFRESH_MS);
    }
  }

  async #fill(name) {
    try {
      const content = await this.#content(name);
      // A button that is about to be pressed must not be swapped under the pointer.
      const shown = byId('panel-body').textContent;
      const fresh = make('div', {}, ...content);
      if (shown !== fresh.textContent) {
        swap(byId('panel-body'), fresh.childNodes, byId('panel-close'));
      }
    } catch (problem) {
      byId('panel-body').replaceChildren(make('p', {className: 'problem'}, problem.message));
    }
  }

  async #content(name) {
    switch (name) {
      case 'jobs':
        return this.#jobs(await get('/api/jobs'));
      case 'models':
        return [this.#models()];
      default:
        return [make('p', {className: 'text'}, ...marked(await get(`/api/panels/${name}`)))];
    }
  }

  #jobs(jobs) {
    if (jobs.length === 0) {
      return [make('p', {className: 'hint'}, text('no-jobs'))];
    }
    const runningFirst = [...jobs].sort((a, b) => Number(a.over) - Number(b.over));
    return runningFirst.map(job => {
      const facts = [job.model, text('seconds', job.duration), job.aspect, job.resolution, this.#cost(job)];
      const tone = job.state === 'FAILED' ? 'failed' : job.over ? 'done' : 'running';
      return make(
        'article',
        {className: 'job', 'data-tone': tone},
        make('h3', {dir: 'auto'}, job.prompt),
        make('p', {className: 'facts'}, facts.filter(Boolean).join(' · ')),
        make(
          'p',
          {className: 'state'},
          text(`state-${job.state.toLowerCase()}`),
          // Its place in line, or how far it is and how long still.
          job.over || !job.text ? null : ` · ${job.text.split('\n').at(-1)}`,
          ` · ${moment(job.at)}`),
        this.#film(job.film),
        this.#jobButtons(job));
    });
  }

  /** Of what ended without being charged, nothing. */
  #cost(job) {
    const currency = this.#menus.models[0]?.price.currency ?? '';
    return job.cost > 0 ? money(currency, job.cost, job.pretend) : null;
  }

  /** The clips of the film that a video ends, in order, with what each of them cost. */
  #film(film) {
    if (!film) {
      return null;
    }
    const currency = this.#menus.models[0]?.price.currency ?? '';
    return make(
      'div',
      {className: 'film'},
      make('p', {className: 'facts'}, text('film', film.clips.length, this.#sum(currency, film))),
      make('ol', {}, ...film.clips.map(clip =>
        make(
          'li',
          {dir: 'auto'},
          `${clip.name} · ${text(`state-${clip.state.toLowerCase()}`)} · ${money(currency, clip.cost, clip.pretend)} · ${clip.prompt}`))));
  }

  /** Clips of one film can be of both kinds of money. */
  #sum(currency, {clips, sum}) {
    const paid = clips.filter(clip => !clip.pretend).reduce((all, clip) => all + clip.cost, 0);
    const pretend = clips.filter(clip => clip.pretend).reduce((all, clip) => all + clip.cost, 0);
    return pretend > 0 && paid > 0
      ? text('partly-pretend', money(currency, sum), money(currency, pretend))
      : money(currency, sum, pretend > 0);
  }

  #jobButtons(job) {
    const buttons = (job.buttons ?? []).map(button => {
      const element = make('button', {type: 'button', className: button.look}, button.label);
      element.dataset.press = `${job.message} ${button.id}`;
      element.addEventListener('click', async () => {
        await press(element, job.message, button.id);
        await this.#fill('jobs');
      });
      return element;
    });
    const shown = document.getElementById(job.video ?? job.message);
    if (shown) {
      const go = make('button', {type: 'button', className: 'plain'}, text('show'));
      go.addEventListener('click', () => {
        this.#dialog.close();
        shown.scrollIntoView({block: 'center'});
      });
      buttons.push(go);
    }
    return make('div', {className: 'buttons', hidden: buttons.length === 0}, ...buttons);
  }

  #models() {
    const head = ['model', 'duration', 'aspect', 'resolution', 'price-column'];
    const row = model =>
      make(
        'tr',
        {},
        make('th', {scope: 'row'}, model.title),
        ...[
          text('seconds', model.durations.join(' · ')),
          model.aspects.join(' · '),
          model.resolutions.join(' · '),
          text(model.price.per === 'second' ? 'per-second' : 'per-video', price(model, 1)),
        ].map((cell, i) => make('td', {'data-head': text(head[i + 1])}, cell)));
    return make(
      'table',
      {},
      make('thead', {}, make('tr', {}, ...head.map(h => make('th', {scope: 'col'}, text(h))))),
      make('tbody', {}, ...this.#menus.models.map(row)));
  }
}
