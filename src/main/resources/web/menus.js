// Model, duration, aspect, resolution and the options that the model has beside them: what was
// chosen here, else what the person's settings say, else the model's own default. What is shown is
// what is sent.

import {get, text} from './api.js';
import {keep, recall} from './browser-storage.js';
import {byId, make} from './dom.js';

const NAMES = ['model', 'duration', 'aspect', 'resolution'];
const STORE = 'reelay.menus';

export class Menus {
  #models = [];
  #selects = Object.fromEntries(NAMES.map(name => [name, byId(name)]));
  #chosen;
  #settings;
  #onChange;
  /** The controls of the model's own options by their names. */
  #options = {};
  #quotes = 0;
  #pictures = 0;

  constructor() {
    // This tab's own before those of the tab that was used last.
    const kept = {...recall('localStorage', STORE), ...recall('sessionStorage', STORE)};
    this.#chosen = kept.chosen ?? {};
    this.#settings = kept.settings ?? {};
    for (const name of NAMES) {
      this.#selects[name].addEventListener('change', () => this.#changed(name));
    }
  }

  /** A setting that was changed after something was chosen here is the newer word, and wins. */
  show(models, settings, onChange) {
    this.#models = models;
    this.#onChange = onChange;
    for (const name of new Set([...Object.keys(settings), ...Object.keys(this.#settings)])) {
      if (settings[name] !== this.#settings[name]) {
        delete this.#chosen[name];
      }
    }
    this.#settings = settings;
    this.#keep();
    const options = models.map(m => ({value: m.model, label: m.title}));
    const wanted =
      this.#chosen.model ?? settings.model ?? models.find(m => m.chosen)?.model ?? '';
    if (!options.some(o => o.value === wanted)) {
      // It is out for the moment. Nothing is chosen in its place: that might cost more.
      options.unshift({value: wanted, label: wanted || text('automatic', text('model'))});
    }
    fill(this.#selects.model, options, wanted);
    this.#narrow();
    this.#priced();
  }

  get models() {
    return this.#models;
  }

  get model() {
    return this.#models.find(m => m.model === this.#selects.model.value);
  }

  /** What is chosen, in the words of the menus. */
  get chosen() {
    const labels = NAMES.map(name => this.#selects[name])
      .filter(select => select.value !== '')
      .map(select => select.selectedOptions[0]?.dataset.name);
    return labels.filter(Boolean).join(' · ');
  }

  /** What is shown; "automatic" is left out, so that the bot chooses. */
  values() {
    const controls = Object.entries({...this.#selects, ...this.#options});
    const shown = controls.map(([name, control]) => [name, control.value.trim()]);
    return Object.fromEntries(shown.filter(([, value]) => value !== ''));
  }

  /** Takes other values, of which a blank one is left to the bot: what would do after a refusal. */
  take(values) {
    Object.assign(this.#chosen, values);
    if (values.model) {
      this.#selects.model.value = values.model;
    }
    this.#keep();
    this.#narrow();
    this.#priced();
  }

  #changed(name) {
    this.#chosen[name] = (this.#selects[name] ?? this.#options[name]).value;
    this.#keep();
    if (name === 'model') {
      this.#narrow();
    }
    this.#priced();
  }

  #keep() {
    const kept = {chosen: this.#chosen, settings: this.#settings};
    keep('sessionStorage', STORE, kept);
    keep('localStorage', STORE, kept);
  }

  #narrow() {
    const model = this.model;
    if (!model) {
      return;
    }
    const seconds = model.durations.map(s => ({value: String(s), label: text('seconds', s)}));
    if (model.autoDuration) {
      seconds.push({value: 'auto', label: text('auto-length', Math.max(...model.durations))});
    }
    this.#fill('duration', seconds, String(model.defaultDuration));
    this.#fill('aspect', this.#automatic('aspect', model.aspects), '');
    this.#fill('resolution', this.#automatic('resolution', model.resolutions), '');
    this.#options = Object.fromEntries(model.options.map(o => [o.name, this.#option(o)]));
    byId('options').replaceChildren(...Object.values(this.#options));
  }

  /** A menu of an option's values, or a field where they cannot be listed. */
  #option({name, type, values, usual, min, max, maxLength}) {
    const properties = {id: name, className: 'chip', ariaLabel: text(name), title: text(name)};
    const listed = type === 'switch' || type === 'word';
    const control = listed
      ? make('select', properties)
      : make('input', {
        ...properties, placeholder: text(name), min, max, maxLength,
        type: type === 'number' ? 'number' : 'text',
      });
    if (listed) {
      const options = values.map(value => ({value, label: labelled(name, value)}));
      fill(
        control, usual ? options : [{value: '', label: text('automatic', text(name))}, ...options],
        this.#chosen[name], this.#settings[name], usual);
    } else {
      control.value = this.#chosen[name] ?? '';
    }
    control.addEventListener('change', () => this.#changed(name));
    return control;
  }

  #fill(name, options, otherwise) {
    fill(this.#selects[name], options, this.#chosen[name], this.#settings[name], otherwise);
  }

  /** Left to the bot, it would be what the settings say: then there is no such choice. */
  #automatic(name, values) {
    const options = values.map(value => ({value, label: value}));
    return values.includes(this.#settings[name])
      ? options
      : [{value: '', label: text('automatic', text(name))}, ...options];
  }

  /** How many pictures would be sent: they can cost more. */
  set pictures(count) {
    if (count !== this.#pictures) {
      this.#pictures = count;
      this.#quoted();
    }
  }

  #priced() {
    const model = this.model;
    const seconds = Number(this.#selects.duration.value) || Math.max(...(model?.durations ?? [0]));
    byId('price').textContent = model ? text('costs', price(model, seconds)) : '';
    this.#quoted();
    this.#onChange();
  }

  /**
   * What some model can do with the rest of what is chosen, each with its price where a menu changes
   * it; of what is chosen itself the price is shown beside.
   */
  async #narrowedBy(asked, quote) {
    const usual = Object.entries(this.values())
      .filter(([name, value]) => value !== this.#chosen[name])
      .map(([name]) => name);
    const menus = await get(`/api/choices?${asked}&usual=${usual}`).catch(() => ({}));
    if (quote !== this.#quotes) {
      return;
    }
    for (const [name, control] of Object.entries({...this.#selects, ...this.#options})) {
      const fit = new Map((menus[name] ?? []).map(entry => [entry.value, entry]));
      const priced = new Set([...fit.values()].map(({price}) => price)).size > 1;
      for (const option of control.options ?? []) {
        const known = fit.size === 0 || option.value === '' || option.selected;
        const entry = fit.get(option.value);
        option.disabled = !known && !entry;
        // On a phone, and to who hears it, an option is its words: they say why it cannot be had.
        option.textContent =
          option.disabled ? text('unfit', option.dataset.name)
          : option.selected || !entry ? option.dataset.name
          : name === 'model' ? entry.label
          : priced && entry.price ? `${option.dataset.name} · ${entry.price}`
          : option.dataset.name;
      }
    }
  }

  /** Resolution and sound can cost more: what is shown here is asked for. */
  async #quoted() {
    const quote = ++this.#quotes;
    byId('draft').hidden = true;
    const asked = new URLSearchParams({...this.values(), images: this.#pictures});
    this.#narrowedBy(asked, quote);
    try {
      const {amount, currency, pretend, draft} = await get(`/api/quote?${asked}`);
      if (quote === this.#quotes) {
        byId('price').textContent = text('costs', money(currency, amount, pretend));
        byId('draft').hidden = draft === undefined;
        byId('draft').textContent =
          draft === undefined ? '' : text('draft', money(currency, draft, pretend));
      }
    } catch {
      // It is said when the request is sent; until then the usual price is as good as any.
    }
  }
}

/** What a video of a model costs, as people read it. */
export function price(model, seconds) {
  const {amount, per, currency, pretend} = model.price;
  return money(currency, per === 'second' ? amount * seconds : amount, pretend);
}

/** A sum as people read it: that of the sandbox, which nobody pays, says so. */
export function money(currency, sum, pretend) {
  const digits = Math.abs(sum * 100 - Math.round(sum * 100)) < 1e-6 ? 2 : 3;
  const plain = currency + (/[a-z]$/i.test(currency) ? ' ' : '') + sum.toFixed(digits);
  return pretend ? text('pretend', plain) : plain;
}

function labelled(name, value) {
  const key = `option-${value}`;
  const word = text(key) === key ? value : text(key);
  return text('option', text(name), word);
}

function fill(select, options, ...wishes) {
  select.replaceChildren(...options.map(o => {
    const option = make('option', {value: o.value}, o.label);
    option.dataset.name = o.label;
    return option;
  }));
  const fit = wishes.find(wish => options.some(o => o.value === wish));
  select.value = fit ?? options[0]?.value ?? '';
  select.disabled = options.length < 2;
}
