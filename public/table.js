// The list of projects by keyboard, row by row, and columns as wide as one likes. The list is whole without this file.

/** Where the widths of the columns are kept: in this browser alone. */
const KEY = "largeurs-des-colonnes";
const NARROWEST = 64;
const WIDEST = 800;
const STEP = 16;
/** Below this width rows are cards. */
const wide = matchMedia("(width >= 60rem)");
const list = () => document.querySelector("#projets");
const heads = () => [...list().querySelectorAll("thead th")];
const nameOf = (head) => head.textContent.trim();
const linkOf = (row) => row?.querySelector("th[scope=row] a");
const within = (width) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function keep(widths) {
  try {
    if (widths) localStorage.setItem(KEY, JSON.stringify(widths));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing: the widths hold as long as the page does.
  }
}

const tell = (head, width) => head.querySelector(".column-edge")?.setAttribute("aria-valuenow", String(within(width)));

/** Gives every column the width it has, so that one of them may change alone. */
function fix(widths) {
  const table = list();
  let sum = 0;
  const all = heads().map((head) => widths[nameOf(head)] ?? within(head.offsetWidth));
  heads().forEach((head, place) => {
    sum += all[place];
    head.style.width = `${all[place]}px`;
    tell(head, all[place]);
  });
  table.style.tableLayout = "fixed";
  table.style.width = `${sum}px`;
  table.parentElement.classList.add("table-sized");
  again.hidden = false;
}

function loosen() {
  list().style.tableLayout = "";
  for (const one of [list(), ...heads()]) one.style.width = "";
  list().parentElement.classList.remove("table-sized");
  for (const head of heads()) tell(head, head.offsetWidth);
  again.hidden = true;
}

function resize(head, width) {
  const widths = kept();
  for (const one of heads()) widths[nameOf(one)] ??= within(one.offsetWidth);
  widths[nameOf(head)] = within(width);
  fix(widths);
  keep(widths);
}

/** What one pulls at: a separator that the arrow keys move too. */
function edge(head) {
  const handle = document.createElement("span");
  handle.className = "column-edge";
  handle.tabIndex = 0;
  const roles = { role: "separator", "aria-orientation": "vertical", "aria-label": `Largeur de la colonne ${nameOf(head)}` };
  const bounds = { "aria-valuemin": NARROWEST, "aria-valuemax": WIDEST, "aria-valuenow": within(head.offsetWidth) };
  for (const [name, value] of Object.entries({ ...roles, ...bounds })) handle.setAttribute(name, value);
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!by) return;
    event.preventDefault();
    resize(head, head.offsetWidth + by);
  });
  handle.addEventListener("pointerdown", (start) => {
    start.preventDefault();
    handle.setPointerCapture(start.pointerId);
    const from = head.offsetWidth - start.clientX;
    const pull = (event) => resize(head, from + event.clientX);
    handle.addEventListener("pointermove", pull);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", pull), { once: true });
  });
  // The column's name is its own, without what one pulls at.
  head.setAttribute("aria-label", nameOf(head));
  head.append(handle);
}

const again = document.createElement("button");
again.type = "button";
again.className = "button button-secondary";
again.textContent = "Rendre aux colonnes leur largeur";
again.hidden = true;
again.addEventListener("click", () => {
  keep(null);
  loosen();
  document.querySelector("#colonnes > summary").focus();
});

/** A list that has just come into the page. */
function take() {
  document.querySelector("#colonnes")?.append(again);
  if (!list()) return;
  heads().forEach((head, place, all) => {
    edge(head);
    // What one pulls at reaches over the head behind it.
    head.style.zIndex = String(all.length - place);
  });
  sized();
}

function sized() {
  const widths = kept();
  if (wide.matches && heads().some((head) => widths[nameOf(head)])) fix(widths);
  else loosen();
}

/** The row above or below, the first, the last: the focus goes to the project's name. */
const WAYS = {
  ArrowDown: (rows, at) => rows[at + 1],
  ArrowUp: (rows, at) => rows[at - 1],
  Home: (rows) => rows[0],
  End: (rows) => rows.at(-1),
};

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("#projets tbody tr");
  const way = WAYS[event.key];
  if (!row || !way || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  // A field in a row keeps its keys; a box to tick has no use for these.
  if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const rows = [...row.parentElement.children];
  const to = way(rows, rows.indexOf(row));
  event.preventDefault();
  const same = event.target.matches("[type=checkbox]") ? to?.querySelector("[type=checkbox]") : linkOf(to);
  same?.focus();
});

// Other rows and heads came in place of these.
document.addEventListener("filtered", () => setTimeout(take));
wide.addEventListener("change", () => list() && sized());
take();
