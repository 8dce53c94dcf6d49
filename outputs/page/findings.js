"use strict";
// Cards of findings, and what is known of a figure.

function card(finding, number) {
  const head = make(
    "div",
    "top",
    badge(finding.level),
    make("b", "", ruleName(finding.rule)),
    ...tags(finding),
    make("span", "quiet", finding.id),
  );
  const node = make(
    "section",
    `card ${finding.level}${finding.quiet ? " settled" : ""}`,
    head,
    make("p", "message", finding.message),
    sums(finding),
    make(
      "div",
      "more",
      arithmetic(finding),
      cause(finding),
      finding.shared ? make("p", "shared", finding.shared) : null,
      finding.remarks ? make("p", "handling", finding.remarks) : null,
      ...evidence(finding, number),
    ),
  );
  node.tabIndex = 0;
  node.dataset.finding = finding.id;
  node.addEventListener("click", () => openFinding(number));
  for (const extra of CARD_EXTRAS) extra(node, finding, state.report);
  return node;
}

// What the run before says of it, and what people decided.
function tags(finding) {
  const change = finding.change && finding.change !== "known";
  return [change ? word("page", `change_${finding.change}`) : "", finding.disposition]
    .filter(Boolean)
    .map((text) => make("span", "tag", text));
}

function sums(finding) {
  if (!finding.recomputed) return null;
  const pairs = ["stated", "recomputed", "difference"].filter((key) => finding[key]);
  const unit = finding.unit && word("page", "in_unit", { unit: finding.unit });
  const cells = pairs.map((key, place) =>
    make(
      "div",
      key,
      make("dt", "", word("page", key), place ? "" : unit),
      make("dd", "", finding[key]),
    ),
  );
  return make("dl", "sums", ...cells);
}

function arithmetic({ formula, recomputed }) {
  return formula && formula !== recomputed ? make("p", "formula", formula) : null;
}

function cause({ cause }) {
  return cause ? make("p", "cause", make("b", "", word("page", "cause")), cause) : null;
}

// Both sides of the evidence: a button a quote, which leads to it in the text.
function evidence(finding, number) {
  return finding.sides.flatMap((side, s) =>
    side.map((quote, q) => {
      const words = quote.quote.map(([text, isMark]) => (isMark ? make("mark", "", text) : text));
      return button(
        "place",
        (event) => {
          event.stopPropagation();
          openFinding(number, s, q);
        },
        make("span", "side", sideName(s)),
        make("span", "quiet", quote.where),
        make("span", "quote", quote.cell ? rowLabel(quote.at[0]) : null, ...words),
      );
    }),
  );
}

// A cell's text says little by itself: the words to its left name its row.
function rowLabel(at) {
  if (!at) return null;
  const texts = state.data.blocks[at[0]].texts;
  const [, row, column] = texts[at[1]];
  const left = texts.filter(([text, top, start, high]) =>
    top <= row && row < top + high && start < column && text.trim() && !AMOUNT.test(text));
  return left.length ? make("span", "label", left.at(-1)[0].replace(/\s+/g, "")) : null;
}

function sideName(side) {
  return word("page", side ? "side_b" : "side_a");
}

// The strip under the text: the finding in hand (on narrow screens), or the figure clicked.
function findingStrip(finding, number) {
  const places = finding.sides.map((side, s) =>
    button("", () => openFinding(number, s, 0), `${sideName(s)} ${side[0].where}`),
  );
  return make(
    "div",
    "strip narrow",
    make("div", "top", badge(finding.level), make("b", "", ruleName(finding.rule))),
    make("p", "", finding.message),
    make(
      "div",
      "actions",
      ...places,
      button("", () => show("side"), word("page", "to_findings")),
      button("close", closeStrip, "✕"),
    ),
  );
}

function figureStrip(figure, report, findings) {
  const about = [figure.name, figure.period].filter(Boolean).join(" · ");
  const checks = figure.checks.map((number) => checkLine(report.checks[number]));
  const links = findings.map((number) => {
    const finding = report.findings[number];
    return button("", () => openFinding(number), `${finding.id} ${ruleName(finding.rule)}`);
  });
  return make(
    "div",
    "strip",
    make(
      "div",
      "top",
      make("span", `figure ${figure.coverage}`, figure.raw),
      make("b", "", word("coverage", figure.coverage)),
      make("span", "quiet", about),
      button("close", closeStrip, "✕"),
    ),
    figure.reason ? make("p", "", figure.reason) : null,
    figure.doubts ? make("p", "", figure.doubts) : null,
    checks.length ? make("ul", "", ...checks) : null,
    links.length ? make("div", "actions", ...links) : null,
  );
}

function checkLine(check) {
  const said = [check.formula || check.recomputed, check.reason].filter(Boolean).join(" · ");
  const line = button(
    `check ${check.verdict.replaceAll(" ", "-")}`,
    () => markPlaces(check.at),
    make("b", "", word("verdicts", check.verdict)),
    make("span", "quiet", [ruleName(check.rule), check.subject].filter(Boolean).join(" · ")),
    make("span", "", said),
  );
  return make("li", "", line);
}

function ruleName(rule) {
  return INDEX.rules[rule] ?? rule;
}

// Findings of the run before that this run does not have.
function earlierOnes(earlier) {
  if (!earlier.length) return [];
  const items = earlier.map((one) =>
    make("li", "", make("span", "tag", word("page", `earlier_${one.state}`)),
      ` ${ruleName(one.rule)} `, one.message));
  const head = make("summary", "", word("page", "earlier", { count: earlier.length }));
  return [make("details", "earlier", head, make("ul", "", ...items))];
}
