"use strict";
// The report's text and tables, with every figure marked by its coverage.

const CHINESE = /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…·]/;
const AMOUNT = /^[-−+(（]?[\d,，.\s]+[)）%％‰]?$/;
const LONG = 8; // characters from which a cell wants room
const RUNNING = ["header", "footer"];
const MARKED = new WeakMap(); // node → its marks

// The text is drawn into `holder`; gives the nodes of each figure and of each finding's places.
function drawText(holder, report, entry) {
  const nodes = { figures: [], findings: [] };
  const marks = marksOf(report, nodes);
  holder.replaceChildren(heading(report, entry), ...notices(report));
  if (!report.blocks.length && entry.light !== "unread") {
    holder.append(make("p", "notice", word("page", "no_text")));
  }
  const wrapped = report.format === "pdf"; // its line breaks are the page's, not the author's
  let page = null;
  report.blocks.forEach((block, number) => {
    // Running heads and feet stand beside a table that goes on, and turn no page.
    const pages = RUNNING.includes(block.kind) ? undefined : block.pages;
    const first = pages?.[0] ?? page;
    if (first !== page) holder.append(make("div", "page", word("page", "page", { page: first })));
    page = pages?.at(-1) ?? first;
    const drawn = block.kind === "table" ? table : paragraph;
    holder.append(drawn(block, (text) => marks.get(`${number}/${text}`), wrapped));
  });
  return nodes;
}

function heading(report, entry) {
  const facts = [entry.organisation, entry.year, entry.pages && word("page", "pages", entry)];
  const legend = make("div", "legend");
  for (const kind of COVERAGE) {
    const sample = make("span", `figure ${kind}`, word("coverage", kind));
    const item = button("", () => nextFigure(kind), sample, ` ${entry.coverage[kind]}`);
    item.title = word("page", "next_of_kind");
    legend.append(item);
  }
  return make(
    "header",
    "head",
    make("h1", "", report.title || entry.name),
    make("p", "quiet", [...facts.filter(Boolean), report.path].join(" · ")),
    make("p", `light ${entry.light}`, entry.status, share(entry)),
    legend,
  );
}

function share(entry) {
  return entry.share === null ? "" : ` · ${word("page", "share", entry)}`;
}

function notices(report) {
  const shown = report.problems.map(({ message, page }) =>
    make("p", "notice", page === null ? "" : `${word("page", "page", { page })}  `, message),
  );
  if (report.notes.length) {
    const list = make("ul", "", ...report.notes.map((note) => make("li", "", note)));
    shown.push(make("details", "notice", make("summary", "", word("page", "notes")), list));
  }
  return shown;
}

// What is to be marked in each text: figures, and the places of findings.
function marksOf(report, nodes) {
  const marks = new Map();
  const add = (at, mark) => {
    if (!at) return;
    const key = `${at[0]}/${at[1]}`;
    if (!marks.has(key)) marks.set(key, []);
    marks.get(key).push({ low: at[2], high: at[3], ...mark });
  };
  report.figures.forEach((figure, number) => {
    nodes.figures.push([]);
    add(figure.at, { figure: number, kind: figure.coverage, nodes: nodes.figures[number] });
  });
  report.findings.forEach((finding, number) => {
    const sides = finding.sides.map((side) =>
      side.map((quote) =>
        quote.at.map((at) => {
          const own = [];
          add(at, { finding: number, level: finding.level, nodes: own });
          return own;
        }),
      ),
    );
    nodes.findings.push(sides);
  });
  return marks;
}

function paragraph(block, marksAt, wrapped) {
  const kind = block.kind.replace(" ", "-");
  const node = make("div", `block ${kind}`);
  if (block.level) {
    node.classList.add(`level-${Math.min(block.level, 4)}`);
    node.setAttribute("role", "heading");
    node.setAttribute("aria-level", Math.min(block.level + 1, 6));
  }
  if (block.kind === "hidden") node.title = word("page", "hidden");
  const text = block.texts[0][0];
  fill(node, wrapped ? unwrapped(text) : text, marksAt(0));
  return node;
}

function table(block, marksAt) {
  const rows = Array.from({ length: block.rows }, () => new Map());
  const covered = new Set();
  block.texts.forEach(([text, row, column, high, wide], number) => {
    const cell = make("td", AMOUNT.test(text) ? "amount" : text.length > LONG ? "long" : "");
    if (high > 1) cell.rowSpan = high;
    if (wide > 1) cell.colSpan = wide;
    fill(cell, text, marksAt(number));
    rows[row]?.set(column, cell);
    for (let r = row; r < row + high; r++) {
      for (let c = column; c < column + wide; c++) covered.add(r * block.columns + c);
    }
  });
  const body = make("tbody");
  rows.forEach((cells, row) => {
    const line = make("tr");
    for (let column = 0; column < block.columns; column++) {
      if (cells.has(column)) line.append(cells.get(column));
      else if (!covered.has(row * block.columns + column)) line.append(make("td"));
    }
    const turned = row > 0 && block.pages && block.pages[row] !== block.pages[row - 1];
    if (turned) line.className = "turned";
    body.append(line);
  });
  return make("div", block.parent === undefined ? "block table" : "block table nested",
    make("table", "", body));
}

// Text with its marked stretches in spans of their own.
function fill(node, text, marks) {
  if (!marks) {
    node.append(shown(text));
    return;
  }
  const edges = marks.flatMap(({ low, high }) => [low, high]);
  const cuts = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [low, high] = [cuts[i], cuts[i + 1]];
    const over = marks.filter((mark) => mark.low <= low && high <= mark.high);
    const part = shown(text.slice(low, high));
    node.append(over.length ? marked(part, over) : part);
  }
}

function marked(part, over) {
  const node = make("span", "", part);
  MARKED.set(node, over);
  for (const mark of over) {
    mark.nodes.push(node);
    if (mark.figure === undefined) node.classList.add("found", mark.level);
    else node.classList.add("figure", mark.kind);
  }
  return node;
}

// A page's line breaks undone; every other character keeps its number.
function unwrapped(text) {
  return text.replace(/\n/g, (_, at) =>
    CHINESE.test(text[at - 1] ?? "") || CHINESE.test(text[at + 1] ?? "") ? "\u200b" : " ",
  );
}

function shown(text) {
  return text.replaceAll("\u200b", "");
}

// Blocks get their height when they come near: centre again until nothing moves any more.
function scrollTo(nodes, frames = 12) {
  if (!nodes.length) return false;
  const before = nodes[0].getBoundingClientRect().top;
  nodes[0].scrollIntoView({ block: "center", inline: "nearest" });
  const moved = Math.abs(nodes[0].getBoundingClientRect().top - before) > 1;
  if (frames > 0 && (moved || frames > 9)) {
    requestAnimationFrame(() => scrollTo(nodes, frames - 1));
  }
  return true;
}
