"use strict";
// What is open, what keys do, and the beginning.

const state = { report: -1, data: null, nodes: null, finding: -1, place: [0, 0], cards: [] };
let visible = []; // numbers of the reports listed

function openReport(number, wanted = "") {
  if (number !== state.report) {
    Object.assign(state, { report: number, data: dataOf(`report-${number}`), finding: -1 });
    state.nodes = drawText(area("text"), state.data, INDEX.reports[number]);
    area("text").scrollTop = 0;
    closeStrip();
  }
  for (const item of area("list").querySelectorAll(".report")) {
    if (Number(item.dataset.report) === number) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  drawFindings();
  show("text");
  const found = state.data.findings.findIndex((finding) => finding.id === wanted);
  if (found >= 0) openFinding(found);
  remember();
}

function drawFindings() {
  const side = area("side");
  if (!state.data) return side.replaceChildren();
  const kept = keptFindings(state.data.findings);
  state.cards = kept.map(({ finding, number }) => ({ number, node: card(finding, number) }));
  const head = word("page", "findings", {
    shown: kept.length,
    count: state.data.findings.length,
  });
  side.replaceChildren(
    paperHead(),
    make("p", "quiet count", head),
    ...state.cards.map(({ node }) => node),
    ...earlierOnes(state.data.earlier),
  );
  if (!state.data.findings.length) side.append(make("p", "notice", whyNone()));
  markCard();
}

// The head of a printout.
function paperHead() {
  const entry = INDEX.reports[state.report];
  const facts = [entry.organisation, entry.year, entry.status].filter(Boolean).join(" · ");
  return make("div", "paper", make("h1", "", state.data.title || entry.name),
    make("p", "quiet", `${facts}${share(entry)}`), make("p", "quiet", state.data.path));
}

// No finding is no clean bill: the status says what that means.
function whyNone() {
  return word("page", `none_${INDEX.reports[state.report].light}`);
}

function openFinding(number, side = 0, quote = 0) {
  Object.assign(state, { finding: number, place: [side, quote] });
  clearMarks();
  const sides = state.nodes.findings[number];
  sides.forEach((quotes, s) => quotes.flat(2).forEach((node) => node.classList.add("here", s ? "b" : "a")));
  const target = sides[side]?.[quote]?.flat() ?? [];
  target.forEach((node) => node.classList.add("aim"));
  markCard();
  show("text");
  if (!scrollTo(target)) show("side");
  area("strip").replaceChildren(findingStrip(state.data.findings[number], number));
  remember();
}

function markCard() {
  for (const { number, node } of state.cards) {
    const open = number === state.finding;
    node.classList.toggle("open", open);
    if (!open) continue;
    const places = [...node.querySelectorAll(".place")];
    const before = state.data.findings[number].sides.slice(0, state.place[0]).flat().length;
    places.forEach((place, i) => place.classList.toggle("aim", i === before + state.place[1]));
    node.scrollIntoView({ block: "nearest" });
  }
}

function clearMarks() {
  for (const node of area("text").querySelectorAll(".here, .aim")) {
    node.classList.remove("here", "aim", "a", "b");
  }
}

// Mark the places of a relation; the first that is shown comes into view.
function markPlaces(places) {
  clearMarks();
  const wanted = new Set(places.filter(Boolean).map(String));
  const nodes = state.data.figures.flatMap((figure, number) =>
    figure.at && wanted.has(String(figure.at)) ? state.nodes.figures[number] : []);
  nodes.forEach((node) => node.classList.add("here", "b"));
  scrollTo(nodes);
}

function openFigure(node) {
  const marks = MARKED.get(node);
  const findings = [...new Set(marks.filter((mark) => mark.finding !== undefined)
    .map((mark) => mark.finding))];
  const mark = marks.find((each) => each.figure !== undefined);
  if (!mark) return openFinding(findings[0]);
  clearMarks();
  state.nodes.figures[mark.figure].forEach((each) => each.classList.add("here", "aim"));
  area("strip").replaceChildren(figureStrip(state.data.figures[mark.figure], state.data, findings));
  if (findings.length) {
    Object.assign(state, { finding: findings[0], place: [0, 0] });
    markCard();
  }
}

// The next figure of a coverage after the one in hand, from the top again after the last.
function nextFigure(kind) {
  const nodes = [...area("text").querySelectorAll(`.block .figure.${kind}`)];
  if (!nodes.length) return;
  const here = area("text").querySelector(".figure.aim");
  const after = here
    ? nodes.find((node) => here.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)
    : null;
  const next = after ?? nodes[0];
  openFigure(next);
  scrollTo([next]);
}

function closeStrip() {
  area("strip").replaceChildren();
}

function filterBy(change) {
  Object.assign(FILTER, change);
  visible = drawReports(area("list"));
  drawFindings();
}

function findInText() {
  if (!FILTER.query) return;
  const blocks = [...area("text").querySelectorAll(".block")]
    .filter((block) => block.textContent.toLowerCase().includes(FILTER.query));
  const last = blocks.findIndex((block) => block.classList.contains("hit"));
  blocks.forEach((block) => block.classList.remove("hit"));
  const next = blocks[(last + 1) % blocks.length];
  if (!next) return;
  next.classList.add("hit");
  scrollTo([next]);
}

// On a narrow screen one of the three parts is shown at a time.
function show(part) {
  area("main").dataset.shown = part;
  for (const tab of area("tabs").children) {
    tab.setAttribute("aria-pressed", tab.dataset.part === part);
  }
}

function remember() {
  const finding = state.data.findings[state.finding];
  const place = [state.report, finding?.id].filter((part) => part !== undefined).join("/");
  history.replaceState(null, "", `#${place}`);
}

function step(by) {
  const at = state.cards.findIndex(({ number }) => number === state.finding);
  const next = state.cards[at < 0 && by < 0 ? -1 : at + by];
  if (next) return openFinding(next.number);
  const report = nextReport(by, (number) =>
    LEVELS.some((level) => matching(INDEX.reports[number], level)));
  if (report === undefined) return;
  openReport(report);
  const card = state.cards.at(by > 0 ? 0 : -1);
  if (card) openFinding(card.number);
}

function nextReport(by, fits = () => true) {
  const order = by > 0 ? visible : [...visible].reverse();
  const at = order.indexOf(state.report);
  return order.slice(at + 1).find(fits);
}

function nextPlace() {
  if (state.finding < 0) return step(1);
  const places = state.data.findings[state.finding].sides
    .flatMap((side, s) => side.map((_, q) => [s, q]));
  const at = places.findIndex((place) => String(place) === String(state.place));
  openFinding(state.finding, ...places[(at + 1) % places.length]);
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  Enter: nextPlace,
  J: () => turn(1),
  K: () => turn(-1),
  u: () => nextFigure("unchecked"),
  "/": () => area("search").focus(),
  Escape: escape,
  "?": toggleHelp,
};

function turn(by) {
  const report = nextReport(by);
  if (report !== undefined) openReport(report);
}

function escape() {
  area("help").close();
  closeStrip();
  clearMarks();
  state.finding = -1;
  markCard();
}

function toggleHelp() {
  const help = area("help");
  if (help.open) help.close();
  else help.showModal();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea");
  if (typing && event.key === "Escape") typing.blur();
  if (typing && event.key === "Enter" && typing.id === "search") findInText();
  if (typing || (event.key === "Enter" && event.target.closest("button, summary, a"))) return;
  const focused = event.key === "Enter" && event.target.closest(".card:not(.open)");
  if (focused) return focused.click();
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function drawHelp(help) {
  const rows = Object.keys(KEYS).map((key) =>
    make("tr", "", make("th", "", make("kbd", "", key)), make("td", "", word("page", `key_${key}`))));
  help.replaceChildren(
    make("h2", "", word("page", "keys")),
    make("table", "", ...rows),
    make("p", "quiet", word("page", "honest")),
    button("", () => help.close(), word("page", "close")),
  );
}

function start() {
  if (!INDEX.reports.length) area("text").append(make("p", "notice", word("page", "no_reports")));
  drawBar(area("bar"));
  drawHelp(area("help"));
  area("tabs").replaceChildren(...["list", "text", "side"].map((part) => {
    const tab = button("", () => show(part), word("page", `tab_${part}`));
    tab.dataset.part = part;
    return tab;
  }));
  area("text").addEventListener("click", (event) => {
    const node = event.target.closest(".block .figure, .block .found");
    if (node && getSelection().isCollapsed) openFigure(node);
  });
  document.addEventListener("keydown", onKey);
  visible = drawReports(area("list"));
  const [, number, finding] = location.hash.match(/^#(\d+)(?:\/(\w+))?$/) ?? [];
  if (INDEX.reports[number]) openReport(Number(number), finding);
  else if (INDEX.reports.length) {
    openReport(0);
    show("list");
  }
}

start();
document.dispatchEvent(new Event("drawn")); // for what a host adds
