// Small helpers. Data only ever becomes text nodes and properties, never mark-up.

/** As many announcements stay to be read as can come at once. */
const SPOKEN = 5;

export const byId = id => document.getElementById(id);

/** Makes an element with properties and children (texts or elements). */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) {
      continue;
    }
    if (name in element) {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** The pieces of a message's text with their marks. */
export function marked(message) {
  const spans = message.spans ?? [{mark: 'words', text: message.text}];
  return spans.map(span => {
    switch (span.mark) {
      case 'bold':
        return make('strong', {}, span.text);
      case 'code':
        return make('code', {}, span.text);
      case 'time':
        return make('time', {dateTime: span.to}, moment(span.to) ?? span.text);
      case 'link':
        return /^https?:\/\//.test(span.to)
          ? make('a', {href: span.to, rel: 'noreferrer', target: '_blank'}, span.text)
          : span.text;
      case 'message':
        return byId(span.to) ? make('a', {href: `#${span.to}`}, span.text) : span.text;
      default:
        return span.text;
    }
  });
}

export function moment(iso) {
  const date = new Date(iso);
  return isNaN(date)
    ? null
    : date.toLocaleString(document.documentElement.lang, {dateStyle: 'medium', timeStyle: 'short'});
}

/**
 * Gives an element other children. Focus on a button stays with the one of the same "data-press", or
 * goes to another element.
 */
export function swap(place, children, otherwise) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  place.replaceChildren(...children);
  if (focused) {
    const same = [...place.querySelectorAll('[data-press]')]
      .find(button => button.dataset.press === focused.dataset.press);
    (same ?? otherwise).focus();
  }
}

/** Asks before something that cannot be undone; the browser brings the focus back. */
export function confirmed(question, yes) {
  const dialog = byId('question');
  byId('question-words').textContent = question;
  byId('question-yes').textContent = yes;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), {once: true});
  });
}

/** A short word at the edge of the page that goes away by itself. */
export function toast(words) {
  if (!words) {
    return;
  }
  const place = byId('toast');
  place.textContent = words;
  place.hidden = false;
  announce(words);
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { place.hidden = true; }, 6000);
}

/** Read out by screen readers, not shown. What is said at once is said one after the other. */
export function announce(words) {
  const place = byId('announcer');
  place.append(make('p', {}, words));
  while (place.childElementCount > SPOKEN) {
    place.firstElementChild.remove();
  }
}
