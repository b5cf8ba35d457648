// The map that one moves in. The page is whole without it: this shows a button, and loads the library only when pressed.
// What lies on the map are links and buttons of the page, so that the keyboard and a screen reader reach them.

let root = null;
const part = (name) => root.querySelector(`[data-map-${name}]`);
let opener, ask, said, frame, place, list;
/** Puts other projects on the map once it is open. */
let renew = null;
/** Beyond this zoom projects of one place stay together: they are listed. */
const DEEPEST = 14;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const dark = matchMedia("(prefers-color-scheme: dark)");
const counted = (n) => `${n.toLocaleString("fr-FR")} projet${n > 1 ? "s" : ""}`;

async function json(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  return { ground: token("--surface"), sea: token("--paper"), line: token("--line-strong") };
}

/** What is beneath the projects: outlines and nothing else, no letters, no pictures, no other origin. */
function styleOf(outline) {
  const { ground, sea, line } = colours();
  return {
    version: 8,
    sources: { outline: { type: "geojson", data: outline } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": sea } },
      { id: "ground", type: "fill", source: "outline", paint: { "fill-color": ground } },
      { id: "line", type: "line", source: "outline", paint: { "line-color": line, "line-width": 0.7 } },
    ],
  };
}

function boxOf(features) {
  const box = [180, 90, -180, -90];
  for (const { geometry } of features) {
    const [x, y] = geometry.coordinates;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

function linkTo({ id, title, state }) {
  const link = document.createElement("a");
  link.href = `/projets/${id}`;
  link.textContent = `${title} (${state.toLowerCase()})`;
  return link;
}

/** The projects of one place, beneath the map. */
function show(features) {
  const links = features.map(({ properties }) => {
    const line = document.createElement("li");
    line.append(linkTo(properties));
    return line;
  });
  list.replaceChildren(...links);
  list.hidden = false;
  said.textContent = `${counted(features.length)} au même endroit, sous la carte.`;
  links[0]?.firstElementChild.focus();
}

class Spots {
  constructor(library, map, source) {
    Object.assign(this, { library, map, source, shown: new Map() });
  }

  /** Takes all marks away. */
  clear() {
    for (const mark of this.shown.values()) mark.remove();
    this.shown = new Map();
  }

  /** One mark for each group and each project in sight; those that stay are kept, and the focus with them. */
  draw() {
    const next = new Map();
    for (const feature of this.map.querySourceFeatures("spots")) {
      const { properties, geometry } = feature;
      const key = properties.cluster ? `g${properties.cluster_id}` : properties.id;
      if (next.has(key) || !this.map.getBounds().contains(geometry.coordinates)) continue;
      next.set(key, this.shown.get(key) ?? this.mark(properties, geometry.coordinates));
    }
    for (const [key, mark] of this.shown) if (!next.has(key)) mark.remove();
    for (const [key, mark] of next) if (!this.shown.has(key)) mark.addTo(this.map);
    this.shown = next;
    place.dataset.marks = String(next.size);
  }

  mark(properties, coordinates) {
    const element = properties.cluster ? this.group(properties, coordinates) : this.one(properties);
    // An element whose name says it is a button or a link is not to be called an image of a map.
    const mark = new this.library.Marker({ element }).setLngLat(coordinates);
    element.removeAttribute("role");
    if (properties.cluster) element.setAttribute("aria-label", `${counted(properties.point_count)} : agrandir`);
    else element.setAttribute("aria-label", `${properties.title}, ${properties.state.toLowerCase()}`);
    return mark;
  }

  one(properties) {
    const link = linkTo(properties);
    link.className = properties.exact ? "zoom-one zoom-exact" : "zoom-one";
    link.title = link.textContent;
    link.textContent = "";
    return link;
  }

  group({ cluster_id: id, point_count: n }, center) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = n < 10 ? "zoom-group" : n < 100 ? "zoom-group zoom-more" : "zoom-group zoom-most";
    button.textContent = n.toLocaleString("fr-FR");
    button.addEventListener("click", () => this.open(id, center, n));
    return button;
  }

  async open(id, center, n) {
    const zoom = await this.source.getClusterExpansionZoom(id);
    if (zoom > DEEPEST) return show(await this.source.getClusterLeaves(id, n, 0));
    list.hidden = true;
    this.map.easeTo({ center, zoom, animate: !still });
  }
}

const onMap = ({ features, nowhere }) => {
  const left = nowhere ? ` ${counted(nowhere)} sans lieu connu : dans les tableaux.` : "";
  return `${counted(features.length)} sur la carte.${left}`;
};

async function open() {
  opener.disabled = true;
  said.textContent = "La carte se charge…";
  try {
    const [library, spots] = await Promise.all([import(root.dataset.library), json(root.dataset.spots)]);
    const outline = await json(spots.outline);
    frame.hidden = false;
    let box = boxOf(spots.features);
    const map = new library.Map({
      container: place,
      style: styleOf(outline),
      bounds: box,
      fitBoundsOptions: { padding: 40, maxZoom: 12 },
      maxZoom: DEEPEST + 2,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      // A page that scrolls is not to be caught by the map in it.
      cooperativeGestures: true,
      locale: {
        "Map.Title": "Carte des projets",
        "CooperativeGesturesHandler.WindowsHelpText": "Ctrl et molette pour agrandir la carte",
        "CooperativeGesturesHandler.MacHelpText": "⌘ et molette pour agrandir la carte",
        "CooperativeGesturesHandler.MobileHelpText": "Deux doigts pour déplacer la carte",
      },
      fadeDuration: 0,
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    await map.once("load");
    map.addSource("spots", {
      type: "geojson",
      data: { type: "FeatureCollection", features: spots.features },
      cluster: true,
      clusterRadius: 48,
      clusterMaxZoom: DEEPEST,
    });
    // Draws nothing: the library keeps the features in sight of a layer only.
    map.addLayer({ id: "spots", type: "circle", source: "spots", paint: { "circle-radius": 1, "circle-opacity": 0 } });
    const marks = new Spots(library, map, map.getSource("spots"));
    map.on("idle", () => marks.draw());
    map.on("moveend", () => marks.draw());
    dark.addEventListener("change", () => {
      const { ground, sea, line } = colours();
      map.setPaintProperty("sea", "background-color", sea);
      map.setPaintProperty("ground", "fill-color", ground);
      map.setPaintProperty("line", "line-color", line);
    });
    part("in").addEventListener("click", () => map.zoomIn({ animate: !still }));
    part("out").addEventListener("click", () => map.zoomOut({ animate: !still }));
    const all = () => {
      list.hidden = true;
      if (box[0] <= box[2]) map.fitBounds(box, { padding: 40, maxZoom: 12, animate: !still });
    };
    part("all").addEventListener("click", all);
    renew = async () => {
      const asked = root.dataset.spots;
      const other = await json(asked);
      // Filtered again meanwhile.
      if (asked !== root.dataset.spots) return;
      box = boxOf(other.features);
      map.getSource("spots").setData({ type: "FeatureCollection", features: other.features });
      // The groups of these projects have the numbers of others.
      marks.clear();
      all();
      said.textContent = onMap(other);
    };
    ask.hidden = true;
    said.textContent = onMap(spots);
    part("in").focus();
  } catch {
    frame.hidden = true;
    opener.disabled = false;
    said.textContent = "La carte n'a pas pu s'afficher ici. La carte dessinée et les tableaux disent la même chose.";
  }
}

/** Takes the section of the page, which is not there while no project is found. */
function take() {
  root = document.querySelector("[data-map]");
  if (!root) return;
  [opener, ask, said, frame, place, list] = ["open", "ask", "said", "frame", "place", "list"].map(part);
  root.hidden = false;
  opener.addEventListener("click", open);
}

take();
document.addEventListener("filtered", ({ detail }) => {
  // The section comes into the page after this has been told.
  if (!root) return setTimeout(take);
  const fresh = detail.querySelector("[data-map]");
  root.hidden = !fresh;
  if (!fresh) return;
  root.dataset.spots = fresh.dataset.spots;
  renew?.().catch(() => {
    said.textContent = "La carte n'a pas pu être mise à jour. Rechargez la page.";
  });
});
