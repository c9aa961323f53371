// Starts the page: words, menus, and the stream of messages.

import {get, loadTexts, text} from './api.js';
import {Composer} from './composer.js';
import {byId, make, toast} from './dom.js';
import {watchKeyboard} from './keyboard.js';
import {Log} from './log.js';
import {Menus} from './menus.js';
import {News} from './news.js';
import {Panels} from './panels.js';

const EXAMPLES = ['example-1', 'example-2', 'example-3'];
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15000;

await loadTexts();
const menus = new Menus();
const composer = new Composer(menus);
const news = new News();
const log = new Log(
  (message, button) => button === 'remix' ? composer.reply(message) : composer.continueFilm(message),
  message => news.tell(message));
new Panels(menus);
watchKeyboard(() => composer.fit());

for (const key of EXAMPLES) {
  const example = make('button', {type: 'button', className: 'plain'}, text(key));
  example.addEventListener('click', () => composer.suggest(text(key)));
  byId('examples').append(example);
}

let spoken = null;
let shown = null;
let refreshing = null;
follow('0', FIRST_WAIT_MS);
await refresh();

/** Shows the models there are and the person's settings, which another tab may have changed. */
async function refresh() {
  try {
    const [models, settings] = await Promise.all([get('/api/models'), get('/api/settings')]);
    const fresh = JSON.stringify([models, settings]);
    if (fresh === shown) {
      // A menu may be open.
      return;
    }
    const language = settings.language ?? '';
    if (spoken !== null && spoken !== language) {
      await loadTexts();
    }
    spoken = language;
    menus.show(models, settings, () => composer.refresh());
    shown = fresh;
  } catch (problem) {
    toast(problem.message);
  }
}

/** Once for many messages. */
function refreshSoon() {
  clearTimeout(refreshing);
  refreshing = setTimeout(refresh, 100);
}

/** Follows the messages after an event id; goes on from the last one when the line breaks. */
function follow(after, wait) {
  let last = after;
  let pause = wait;
  const source = new EventSource(`/api/events?after=${after}`);
  source.addEventListener('open', () => {
    pause = FIRST_WAIT_MS;
    connected(true);
    refreshSoon();
    // An empty conversation sends nothing that could tell.
    setTimeout(() => {
      log.live = true;
      welcome();
    }, 400);
  });
  source.addEventListener('message', event => {
    last = event.lastEventId;
    const message = JSON.parse(event.data);
    log.put(message);
    welcome();
    if (message.from === 'bot' && message.kind === 'text') {
      // Perhaps the answer to /settings or /forget.
      refreshSoon();
    }
  });
  source.addEventListener('deleted', event => {
    last = event.lastEventId;
    const {id} = JSON.parse(event.data);
    log.remove(id);
    composer.forget(id);
    welcome();
  });
  source.addEventListener('error', () => {
    connected(false);
    if (source.readyState === EventSource.CLOSED) {
      // The server answered, but not with a stream: perhaps the password is asked for.
      get('/api/jobs').catch(() => {});
      setTimeout(() => follow(last, Math.min(pause * 2, LONGEST_WAIT_MS)), pause);
    }
  });
}

function connected(yes) {
  const place = byId('connection');
  place.hidden = yes;
  place.textContent = yes ? '' : text('reconnecting');
}

function welcome() {
  byId('welcome').hidden = !log.isEmpty;
}
