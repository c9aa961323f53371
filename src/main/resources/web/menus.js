// Model, duration, aspect and resolution: the chosen model narrows the others.

import {get, text} from './api.js';
import {byId, make} from './dom.js';

const NAMES = ['model', 'duration', 'aspect', 'resolution'];
const STORE = 'reelay.menus';

export class Menus {
  #models = [];
  #selects = Object.fromEntries(NAMES.map(name => [name, byId(name)]));
  #onChange = () => {};

  async load(onChange) {
    this.#onChange = onChange;
    this.#models = await get('/api/models');
    const kept = remembered();
    const options = this.#models.map(m => ({value: m.model, label: m.title}));
    const wish = kept.model ?? this.#models.find(m => m.chosen)?.model ?? '';
    if (!options.some(o => o.value === wish)) {
      // It is out for the moment. Nothing is chosen in its place: that might cost more.
      options.unshift({value: wish, label: wish || text('automatic', text('model'))});
    }
    fill(this.#selects.model, options, wish);
    this.#narrow(kept);
    for (const name of NAMES) {
      this.#selects[name].addEventListener('change', () => this.#changed(name));
    }
    this.#priced();
  }

  get models() {
    return this.#models;
  }

  get model() {
    return this.#models.find(m => m.model === this.#selects.model.value);
  }

  /** What is chosen; "automatic" is left out, so that the bot chooses. */
  values() {
    const chosen = NAMES.map(name => [name, this.#selects[name].value]);
    return Object.fromEntries(chosen.filter(([, value]) => value !== ''));
  }

  #changed(name) {
    if (name === 'model') {
      this.#narrow(this.values());
    }
    localStorage.setItem(STORE, JSON.stringify(this.values()));
    this.#priced();
  }

  #narrow(wanted) {
    const model = this.model;
    if (!model) {
      return;
    }
    const seconds = model.durations.map(s => ({value: String(s), label: text('seconds', s)}));
    fill(this.#selects.duration, seconds, wanted.duration, String(model.defaultDuration));
    const automatic = label => ({value: '', label: text('automatic', text(label))});
    fill(this.#selects.aspect, [automatic('aspect'), ...plain(model.aspects)], wanted.aspect, '');
    fill(
      this.#selects.resolution,
      [automatic('resolution'), ...plain(model.resolutions)],
      wanted.resolution,
      '');
  }

  #priced() {
    const model = this.model;
    const seconds = Number(this.#selects.duration.value);
    byId('price').textContent = model ? text('costs', price(model, seconds)) : '';
    this.#onChange();
  }
}

/** What a video of a model costs, as people read it. */
export function price(model, seconds) {
  const {amount, per, currency} = model.price;
  const sum = per === 'second' ? amount * seconds : amount;
  const digits = Math.abs(sum * 100 - Math.round(sum * 100)) < 1e-6 ? 2 : 3;
  return currency + (/[a-z]$/i.test(currency) ? ' ' : '') + sum.toFixed(digits);
}

function plain(values) {
  return values.map(value => ({value, label: value}));
}

function fill(select, options, ...wishes) {
  select.replaceChildren(...options.map(o => make('option', {value: o.value}, o.label)));
  const fit = wishes.find(wish => options.some(o => o.value === wish));
  select.value = fit ?? options[0]?.value ?? '';
  select.disabled = options.length < 2;
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}
