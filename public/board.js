// A board that lives: cards are dragged, columns load as they scroll, and what colleagues move moves here too.
// Every change is one of the forms and links that the page holds without this file; the answer is the page itself.

const board = document.querySelector("[data-live]");
const wide = matchMedia("(width >= 48rem)");
const said = document.querySelector(".board-said");
const heard = document.createElement("p");
const column = (root, code) => root.querySelector(`[data-column="${code}"]`);
const cardsOf = (root) => [...root.querySelectorAll("[data-project]")];
const codeOf = (node) => node.closest("[data-column]")?.dataset.column;
/** The forms and links of a card's menu, by the column they lead to. */
const ways = (card) =>
  new Map(
    [...card.querySelectorAll("[data-to]")].flatMap((way) => way.dataset.to.split(" ").map((code) => [code, way])),
  );

let dragged = null;
let late = false;

const isBusy = (card) =>
  card === dragged || card.contains(document.activeElement) || card.querySelector("details[open]") !== null;

/** A page of this site; null when the answer is none of a board. */
async function page(address, options) {
  const answer = await fetch(address, { cache: "no-store", ...options });
  if (!answer.ok) throw answer.status;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Signed out meanwhile: the browser shows where to sign in.
  if (!found.querySelector("[data-live]")) location.reload();
  return found;
}

/** Puts `wanted` into a list without taking out what the reader is at. */
function arrange(list, wanted) {
  let next = list.firstElementChild;
  for (const card of wanted) {
    while (next && next !== card && card.parentNode === list && isBusy(card)) {
      const gone = next;
      next = next.nextElementSibling;
      gone.remove();
    }
    if (next === card) next = next.nextElementSibling;
    else list.insertBefore(card, next);
  }
  while (next) {
    const gone = next;
    next = next.nextElementSibling;
    gone.remove();
  }
}

/** One column as the page has it now; the pages that were loaded behind its first one stay. */
function merge(old, fresh, doc) {
  const here = cardsOf(old);
  const has = (cards, id) => cards.find((card) => card.dataset.project === id);
  const elsewhere = (card) => {
    const now = doc.querySelector(`[data-project="${card.dataset.project}"]`);
    return now && codeOf(now) !== codeOf(old);
  };
  const wanted = cardsOf(fresh)
    .filter((card) => !cardsOf(board).some((one) => one.dataset.project === card.dataset.project && !old.contains(one) && isBusy(one)))
    .map((card) => {
      const kept = has(here, card.dataset.project);
      return kept && isBusy(kept) ? kept : card;
    });
  const rest = here.filter((card) => !has(wanted, card.dataset.project));
  const stuck = rest.filter(isBusy);
  late ||= stuck.length > 0;
  const behind = old.dataset.more ? rest.filter((card) => !isBusy(card) && !elsewhere(card)) : [];
  for (const part of [".board-count", ".board-back", ".board-none"]) old.querySelector(part).replaceWith(fresh.querySelector(part));
  arrange(old.querySelector(".board-cards"), [...stuck, ...wanted, ...behind]);
  if (!old.dataset.more) old.querySelector(".board-next").replaceWith(fresh.querySelector(".board-next"));
}

/** The columns as the page has them now. */
function columns(doc) {
  late = false;
  for (const old of board.querySelectorAll("[data-column]")) {
    const fresh = column(doc, old.dataset.column);
    if (fresh) merge(old, fresh, doc);
  }
  ready();
}

/** The whole board as the page has it now. */
function apply(doc) {
  columns(doc);
  const count = ".results-count";
  document.querySelector(count).replaceChildren(...doc.querySelector(count).childNodes);
}

let asking = false;
let again = false;
/** Reads the board anew, once at a time. */
async function refresh() {
  if (asking || dragged) {
    again = true;
    return;
  }
  asking = true;
  again = false;
  try {
    const address = new URL(location);
    for (const name of ["fait", "deplace"]) address.searchParams.delete(name);
    apply(await page(address));
  } catch {
    heard.textContent = "Le tableau n'a pas pu être mis à jour. Rechargez la page.";
  }
  setTimeout(() => {
    asking = false;
    if (again) refresh();
  }, 1500);
}

const WHY = {
  403: "Ce déplacement ne vous revient pas.",
  404: "Ce projet n'est plus dans votre territoire.",
  409: "Ce projet a changé entre-temps : il est là où un collègue l'a mis.",
};

/** Sends a form of the board and shows the board that answers. */
async function send(form) {
  const card = form.closest("[data-project]");
  const id = card?.dataset.project;
  const typed = card?.contains(document.activeElement);
  card?.setAttribute("aria-busy", "true");
  try {
    const doc = await page(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    document.activeElement?.blur();
    card?.querySelector("details")?.removeAttribute("open");
    apply(doc);
    said.replaceChildren(...doc.querySelector(".board-said").childNodes);
    const moved = id && board.querySelector(`[data-project="${id}"]`);
    if (typed) (moved?.querySelector("summary") ?? moved?.querySelector("a") ?? board).focus();
  } catch (status) {
    card?.removeAttribute("aria-busy");
    said.textContent = WHY[status] ?? "Le déplacement n'est pas enregistré : le projet reste où il était. Réessayez.";
    refresh();
  }
}

/** Appends the next page of a column. */
async function more(link, focus) {
  const next = link.closest(".board-next");
  if (next.dataset.asked) return;
  next.dataset.asked = "yes";
  const old = next.closest("[data-column]");
  try {
    const fresh = column(await page(link.href), old.dataset.column);
    const known = new Set(cardsOf(board).map((card) => card.dataset.project));
    const added = cardsOf(fresh).filter((card) => !known.has(card.dataset.project));
    old.querySelector(".board-cards").append(...added);
    next.replaceWith(fresh.querySelector(".board-next"));
    old.dataset.more = "yes";
    if (focus) added[0]?.querySelector("a").focus();
    ready();
  } catch {
    // The link is still there.
    delete next.dataset.asked;
  }
}

const ends = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      const link = target.querySelector("a");
      // One under the other, a column that grows by itself would never let the next one come.
      if (isIntersecting && link && wide.matches) more(link, false);
    }
  },
  { rootMargin: "400px" },
);

/** What is new on the board can be dragged and loads as it scrolls. */
function ready() {
  for (const card of cardsOf(board)) card.draggable = ways(card).size > 0;
  ends.disconnect();
  for (const end of board.querySelectorAll(".board-next")) ends.observe(end);
}

function drag(start) {
  const card = start.target.closest?.("[data-project]");
  if (!card) return;
  dragged = card;
  start.dataTransfer.effectAllowed = "move";
  start.dataTransfer.setData("text/plain", card.querySelector("a").textContent);
  const open = ways(card);
  for (const one of board.querySelectorAll("[data-column]")) {
    one.dataset.drop = open.has(one.dataset.column) ? "yes" : "no";
  }
}

function drop(event) {
  const code = codeOf(event.target);
  const way = dragged && ways(dragged).get(code);
  if (!way) return;
  event.preventDefault();
  if (way instanceof HTMLFormElement) {
    dragged = null;
    send(way);
    return;
  }
  // A reason is wanted: its form asks for it, and leads back here.
  const address = new URL(way.href);
  if (board.dataset.by === "priorite") address.searchParams.set("niveau", code);
  location.assign(address);
}

function dragEnd() {
  dragged = null;
  for (const one of board.querySelectorAll("[data-drop]")) delete one.dataset.drop;
  if (again) refresh();
}

let source = null;
/** Hears of what colleagues move, while somebody looks. */
function listen() {
  if (document.hidden) {
    source?.close();
    source = null;
    return;
  }
  if (source) return;
  source = new EventSource(board.dataset.live);
  let opened = false;
  source.onopen = () => {
    board.dataset.heard = "yes";
    // What happened while the line was cut.
    if (opened) refresh();
    opened = true;
  };
  source.onmessage = ({ data }) => {
    const { phrase } = JSON.parse(data);
    if (phrase) heard.textContent = phrase;
    refresh();
  };
}

if (board) {
  heard.className = "board-heard";
  heard.setAttribute("role", "status");
  said.before(heard);
  ready();
  board.addEventListener("dragstart", drag);
  board.addEventListener("dragend", dragEnd);
  board.addEventListener("drop", drop);
  board.addEventListener("dragover", (event) => {
    if (dragged && ways(dragged).has(codeOf(event.target))) event.preventDefault();
  });
  board.addEventListener("click", (event) => {
    const link = event.target.closest(".board-next a");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    more(link, true);
  });
  board.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details[open]");
    if (!menu) return;
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  });
  board.addEventListener("focusout", () => setTimeout(() => late && refresh(), 100));
  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".board-moves, .board-said")) return;
    event.preventDefault();
    send(event.target);
  });
  // Other filters: what was loaded behind the first page of a column was of the old ones.
  document.addEventListener("filtered", ({ detail }) => {
    for (const one of board.querySelectorAll("[data-more]")) delete one.dataset.more;
    columns(detail);
  });
  let away = false;
  document.addEventListener("visibilitychange", () => {
    listen();
    if (away && !document.hidden) refresh();
    away = document.hidden;
  });
  listen();
}
