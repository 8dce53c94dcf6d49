"use strict";
// The bar with its filters, and the list of reports.

const FILTER = { levels: new Set(LEVELS), rule: "", unit: "", light: "", query: "" };

function drawBar(bar) {
  const reports = INDEX.reports;
  const search = make("input");
  search.type = "search";
  search.id = "search";
  search.placeholder = word("page", "search");
  search.setAttribute("aria-label", word("page", "search"));
  search.addEventListener("input", () => filterBy({ query: search.value.trim().toLowerCase() }));
  const all = (key) => [["", word("page", key)]];
  const met = new Set(reports.flatMap((report) => Object.keys(report.counts)));
  const rules = [...met].map((rule) => [rule, ruleName(rule)]).sort((a, b) => inChinese(a[1], b[1]));
  const units = [...new Set(reports.map((report) => report.organisation).filter(Boolean))];
  const lights = [...new Set(reports.map((report) => report.light))];
  const help = button("", toggleHelp, "?");
  help.title = word("page", "keys");
  bar.replaceChildren(
    make("h1", "", word("page", "title")),
    make("div", "levels", ...LEVELS.map(levelSwitch)),
    choice(word("page", "rule"), [...all("all_rules"), ...rules], (rule) => filterBy({ rule })),
    choice(
      word("page", "unit"),
      [...all("all_units"), ...units.sort(inChinese).map((u) => [u, u])],
      (unit) => filterBy({ unit }),
    ),
    choice(
      word("page", "status"),
      [...all("all_lights"), ...lights.map((light) => [light, word("page", `light_${light}`)])],
      (light) => filterBy({ light }),
    ),
    search,
    help,
  );
}

function inChinese(one, other) {
  return one.localeCompare(other, "zh");
}

function levelSwitch(level) {
  const count = INDEX.reports.reduce((sum, report) => sum + report.levels[level], 0);
  const node = button(
    `badge ${level}`,
    () => {
      if (FILTER.levels.has(level)) FILTER.levels.delete(level);
      else FILTER.levels.add(level);
      node.setAttribute("aria-pressed", FILTER.levels.has(level));
      filterBy({});
    },
    `${word("levels", level)} ${count}`,
  );
  node.setAttribute("aria-pressed", "true");
  return node;
}

function drawReports(list) {
  const entries = INDEX.reports.map((report, number) => ({ report, number }));
  const kept = entries.filter(({ report, number }) => keepsReport(report, number));
  const head = word("page", "reports", { shown: kept.length, count: entries.length });
  list.replaceChildren(make("p", "quiet count", head), ...kept.map(reportItem));
  return kept.map(({ number }) => number);
}

function reportItem({ report, number }) {
  const found = LEVELS.map((level) => [level, matching(report, level)]).filter(([, n]) => n);
  const checked = report.share === null ? "" : word("page", "share", report);
  const facts = [report.organisation, report.year, checked].filter(Boolean).join(" · ");
  const node = button(
    "report",
    () => openReport(number),
    make("span", "name", report.name),
    make("span", "quiet", facts),
    make(
      "span",
      "marks",
      make("span", `light ${report.light}`, report.status),
      ...found.map(([level, n]) => make("span", `badge ${level}`, `${word("levels", level)} ${n}`)),
    ),
  );
  node.dataset.report = number;
  if (number === state.report) node.setAttribute("aria-current", "true");
  return node;
}

// Findings of a report at a level that the rule filter keeps.
function matching(report, level) {
  if (!FILTER.levels.has(level)) return 0;
  if (!FILTER.rule) return report.levels[level];
  return report.counts[FILTER.rule]?.[level] ?? 0;
}

function keepsReport(report, number) {
  if (FILTER.unit && report.organisation !== FILTER.unit) return false;
  if (FILTER.light && report.light !== FILTER.light) return false;
  const narrowed = FILTER.rule || FILTER.levels.size < LEVELS.length;
  if (narrowed && !LEVELS.some((level) => matching(report, level))) return false;
  return !FILTER.query || saysSomewhere(report, number);
}

// Whether the words searched for stand in a report's name or anywhere in its data.
function saysSomewhere(report, number) {
  const about = `${report.name} ${report.organisation} ${report.year}`.toLowerCase();
  if (about.includes(FILTER.query)) return true;
  return area(`report-${number}`).textContent.toLowerCase().includes(asWritten(FILTER.query));
}

function asWritten(query) {
  return JSON.stringify(query).slice(1, -1).replace(/[&<>]/g, (sign) =>
    `\\u00${sign.charCodeAt(0).toString(16)}`);
}

// The findings that the filters keep.  Words that no finding says stand in the text: all are kept.
function keptFindings(findings) {
  const kept = findings
    .map((finding, number) => ({ finding, number }))
    .filter(({ finding }) => FILTER.levels.has(finding.level))
    .filter(({ finding }) => !FILTER.rule || finding.rule === FILTER.rule);
  const saying = kept.filter(({ finding }) =>
    JSON.stringify(finding).toLowerCase().includes(JSON.stringify(FILTER.query).slice(1, -1)));
  return saying.length ? saying : kept;
}
