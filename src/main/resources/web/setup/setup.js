// The page of the guided set-up. Nothing that comes from outside becomes mark-up.
const byId = (id) => document.getElementById(id);
let texts = {};

const text = (key, value = "") => texts[key].replace("{0}", value);

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Words with their addresses as links. */
function linked(line) {
  return line.split(/(https?:\/\/[^\s，,]*[^\s，,.。:;)）])/).map((part) =>
    /^https?:/.test(part)
      ? element("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part)
      : part);
}

function show(where, lines) {
  where.replaceChildren(...lines.map((line) => element("p", {}, ...linked(line))));
}

async function call(path, body) {
  const answer = await fetch(path, body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const said = await answer.text();
  return said ? JSON.parse(said) : {};
}

function lost() {
  byId("over").textContent = text("lost");
}

/** Runs what a button does, with another label and no second press meanwhile. */
async function working(button, label, work) {
  const before = button.textContent;
  button.disabled = true;
  button.textContent = label;
  try {
    await work();
  } catch {
    lost();
  } finally {
    button.disabled = false;
    button.textContent = before;
  }
}

function fieldset(field) {
  const id = `secret-${field.id}`;
  const found = element("div", { className: "found", id: `found-${field.id}` });
  found.setAttribute("role", "status");
  const input = element("input", { id, type: "password", name: field.id, autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-describedby", found.id);
  const check = element("button", { type: "button" }, text("check"));
  check.setAttribute("aria-label", `${text("check")}: ${field.title}`);
  check.addEventListener("click", () => working(check, text("checking"), async () => {
    const result = await call("/api/check", { field: field.id, secret: input.value });
    show(found, result.lines);
    input.setAttribute("aria-invalid", String(!result.usable));
  }));
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    found.replaceChildren();
  });
  // Enter tries what was pasted; saving everything is the button's.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (input.value) check.click();
    }
  });
  const steps = element("div", { className: "steps soft" });
  show(steps, field.steps.split("\n"));
  const label = element("label", { htmlFor: id }, text(field.provider ? "key" : "token", field.title));
  const set = field.set ? [element("p", { className: "soft" }, text("set"))] : [];
  return element("div", { className: "field" },
    element("h3", {}, field.title), steps, label, ...set,
    element("div", { className: "row" }, input, check), found);
}

function secrets() {
  return Object.fromEntries([...document.querySelectorAll("input[type=password]")]
    .map((input) => [input.name, input.value]).filter(([, value]) => value.trim()));
}

async function save() {
  const result = await call("/api/save", { secrets: secrets(), sandbox: byId("sandbox").checked });
  byId("problem").replaceChildren();
  if (result.done) {
    byId("form").hidden = true;
    byId("form").reset();
    show(byId("lines"), result.lines);
    byId("done").hidden = false;
    byId("done").focus();
  } else if (result.field) {
    show(byId(`found-${result.field}`), result.lines);
    const input = byId(`secret-${result.field}`);
    input.setAttribute("aria-invalid", "true");
    input.focus();
  } else {
    show(byId("problem"), result.lines);
  }
}

function end(start) {
  byId("start").disabled = byId("end").disabled = true;
  call("/api/end", { start }).then(() => {
    byId("start").hidden = byId("end").hidden = true;
    byId("over").textContent = text(start ? "started" : "ended");
  }, lost);
}

const setup = await call("/api/setup");
texts = setup.texts;
document.documentElement.lang = setup.language;
document.title = text("title");
document.querySelectorAll("[data-text]").forEach((e) => { e.textContent = text(e.dataset.text); });
for (const field of setup.fields) {
  byId(field.provider ? "providers" : "chats").append(fieldset(field));
}
byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  working(byId("save"), text("saving"), save);
});
byId("start").addEventListener("click", () => end(true));
byId("end").addEventListener("click", () => end(false));
byId("form").hidden = false;
