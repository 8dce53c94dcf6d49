"use strict";
// Building blocks.  Text from a report is only ever put into text nodes, so it cannot become markup.

const INDEX = dataOf("index");
const LEVELS = ["error", "warning", "review", "info"];
const COVERAGE = ["checked", "contradicted", "operand", "unchecked"];

// Functions (card, finding, number of the report) by which a host adds to the finding cards.
const CARD_EXTRAS = [];

function dataOf(id) {
  const holder = document.getElementById(id);
  return holder ? JSON.parse(holder.textContent) : null;
}

function word(group, key, values = {}) {
  const text = INDEX.words[group][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function make(tag, className = "", ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

function button(className, action, ...children) {
  const node = make("button", className, ...children);
  node.type = "button";
  node.addEventListener("click", action);
  return node;
}

function choice(label, options, action) {
  const node = make("select");
  node.setAttribute("aria-label", label);
  for (const [value, text] of options) node.append(new Option(text, value));
  node.addEventListener("change", () => action(node.value));
  return node;
}

function area(id) {
  return document.getElementById(id);
}

function badge(level) {
  return make("span", `badge ${level}`, word("levels", level));
}
