// Results as one types: the form of the filters is sent while it is filled, and what the page that answers has new is put in place.
// The page is whole without this file: its button sends the same form to the same address.

const form = document.querySelector("form.filters");
const view = form?.closest(".table-view");
const main = view?.querySelector(".table-view-main");
const count = main?.querySelector(".results-count");
/** Milliseconds without a key before one is asked for what was typed. */
const PAUSE = 300;
/** Milliseconds before one is told that it takes long. */
const LONG = 700;

let timer = null;
let asking = null;
let shown = address();
/** What the count says of what is shown. */
let told = [...(count?.childNodes ?? [])];

/** Where the form leads as it stands: what is empty is left out. */
function address() {
  if (!form) return "";
  const pairs = [...new FormData(form)].filter(([, value]) => value.trim() !== "");
  const query = new URLSearchParams(pairs).toString();
  return query ? `${form.getAttribute("action")}?${query}` : form.getAttribute("action");
}

function soon(wait) {
  clearTimeout(timer);
  timer = setTimeout(refresh, wait);
}

async function refresh() {
  const wanted = address();
  // What was asked before is out of date, also when one is back at what is shown.
  asking?.abort();
  asking = null;
  if (wanted === shown) {
    main.removeAttribute("aria-busy");
    count.replaceChildren(...told);
    return;
  }
  const mine = new AbortController();
  asking = mine;
  main.setAttribute("aria-busy", "true");
  const long = setTimeout(() => count.replaceChildren("Mise à jour des résultats…"), LONG);
  try {
    const answer = await fetch(wanted, { cache: "no-store", signal: mine.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Signed out meanwhile: the browser shows where to sign in.
    if (!page.querySelector("form.filters")) return location.assign(wanted);
    clearTimeout(long);
    put(page);
    shown = wanted;
    history.replaceState(history.state, "", wanted);
  } catch {
    if (mine.signal.aborted) return;
    const button = form.querySelector("button").textContent.trim();
    count.replaceChildren(`Les résultats n'ont pas pu être mis à jour. Appuyez sur « ${button} » pour réessayer.`);
  } finally {
    clearTimeout(long);
    if (asking === mine) main.removeAttribute("aria-busy");
  }
}

function put(page) {
  // The board and the map know how to take what is new without losing a place.
  document.dispatchEvent(new CustomEvent("filtered", { detail: page }));
  const fresh = page.querySelector(".table-view");
  const before = focused();
  above(fresh);
  results(fresh.querySelector(".table-view-main"));
  fields(fresh.querySelector("form.filters"));
  before();
}

/** Remembers what has the focus: gives what finds it again among what replaced it. */
function focused() {
  const had = document.activeElement;
  if (!main.contains(had)) return () => {};
  return () => {
    if (had.isConnected) return;
    const same = (one) => one.textContent === had.textContent && one.value === had.value;
    const found = [...main.querySelectorAll(had.localName)].find(same);
    if (found) return found.focus();
    count.tabIndex = -1;
    count.focus();
  };
}

/** What stands above and leads on with the same filters. */
function above(fresh) {
  const own = [...view.parentElement.children];
  const news = [...fresh.parentElement.children];
  const mine = own.slice(0, own.indexOf(view));
  const theirs = news.slice(0, news.indexOf(fresh));
  if (mine.length !== theirs.length) {
    for (const one of mine) one.remove();
    view.before(...theirs);
    return;
  }
  mine.forEach((one, place) => {
    if (!one.isEqualNode(theirs[place])) one.replaceWith(theirs[place]);
  });
}

/** What stays in its place because somebody listens to it or is at it. */
const KEPT = [".results-head", ".results-count", ".board-said", ".board-heard", "[data-live]", "[data-map]"];
const keyOf = (node) => KEPT.find((key) => node.matches(key));

function results(fresh) {
  const ticked = [...main.querySelectorAll("input:checked")].map((box) => [box.name, box.value].join());
  const open = [...main.querySelectorAll("details[open]")].map(titleOf);
  told = [...fresh.querySelector(".results-count").childNodes, ...misread(fresh).map((words) => new Text(words))];
  const news = [...fresh.children].filter((one) => !one.matches(".results-count"));
  count.replaceChildren(...told);
  head(fresh.querySelector(".results-head"));
  replace(main, news);
  for (const box of main.querySelectorAll("input[type=checkbox][form], table input[type=checkbox]")) {
    if (ticked.includes([box.name, box.value].join())) box.checked = true;
  }
  for (const part of main.querySelectorAll("details")) if (open.includes(titleOf(part))) part.open = true;
}

/** What of the form was not understood, for those who do not see the line at its field. */
function misread(fresh) {
  const lines = fresh.closest(".table-view").querySelectorAll("form.filters .field-error");
  return [...lines].map((line) => ` · ${line.textContent}`);
}

const titleOf = (details) => details.querySelector("summary")?.textContent.replace(/\s*\(\d+\)$/, "");

/** What is beside the count. */
function head(fresh) {
  const own = main.querySelector(".results-head");
  if (!own || !fresh) return;
  replace(own, [...fresh.children].filter((one) => !one.matches(".results-count")));
}

/** The children of a part but those that stay, in the order of the new page. */
function replace(part, news) {
  const kept = new Map([...part.children].filter(keyOf).map((one) => [keyOf(one), one]));
  for (const one of [...part.children]) if (!keyOf(one)) one.remove();
  let last = kept.get(".results-count");
  for (const one of news) {
    const stays = kept.get(keyOf(one));
    if (!stays) last ? last.after(one) : part.prepend(one);
    last = stays ?? one;
  }
}

/** A part of the form, by what it sends. */
const nameOf = (part) => part.querySelector("[name]")?.name;

/** The counts beside the values, the values that come and go, and what was not understood. */
function fields(fresh) {
  for (const title of form.querySelectorAll(".fold > summary")) {
    title.textContent = fresh.querySelector(".fold > summary").textContent;
  }
  const body = form.querySelector(".filters-body");
  const news = [...fresh.querySelector(".filters-body").children].filter(nameOf);
  let last = null;
  for (const one of news) {
    const own = [...body.children].find((part) => nameOf(part) === nameOf(one));
    const next = own ? renewed(own, one) : one;
    if (!own) last ? last.after(one) : body.prepend(one);
    last = next;
  }
  const wanted = news.map(nameOf);
  for (const part of [...body.children]) {
    const gone = nameOf(part) && !wanted.includes(nameOf(part));
    if (gone && !part.contains(document.activeElement)) part.remove();
  }
}

/** A part of the form as it is now; where somebody is at it only its counts change. */
function renewed(own, fresh) {
  if (own.contains(document.activeElement)) {
    recount(own, fresh);
    return own;
  }
  if (own.matches("details")) fresh.open ||= own.open;
  own.replaceWith(fresh);
  return fresh;
}

function recount(own, fresh) {
  const counts = new Map([...fresh.querySelectorAll("input")].map((box) => [box.value, countOf(box)]));
  for (const box of own.querySelectorAll("input")) {
    const place = countOf(box);
    if (place) place.textContent = counts.get(box.value)?.textContent ?? "0";
  }
  const title = own.querySelector(":scope > summary");
  if (title) title.textContent = fresh.querySelector("summary").textContent;
}

const countOf = (box) => box.closest("label")?.querySelector(".choice-count");

if (main && count) {
  form.addEventListener("input", ({ target }) => {
    if (target.type === "search") soon(PAUSE);
  });
  // A sum or a date that is half typed means nothing yet.
  form.addEventListener("change", () => soon(0));
  // The button does the rest.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    asking?.abort();
  });
}
