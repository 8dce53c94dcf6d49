"use strict";
// Drops go up file by file; the list of jobs is asked for again and again.

const WORDS = JSON.parse(document.getElementById("words").textContent);
const BOUNDS = JSON.parse(document.getElementById("bounds").textContent);
const PAUSE = 700; // milliseconds between two looks at the jobs
const zone = document.getElementById("zone");
const rows = new Map(); // job → its row
let sending = null; // the drop that is going up: { id, title, sent, total }

function word(key, values = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

// What was dropped, as files with their paths; folders are gone through.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, name: file.name }));
  const found = [];
  for (const entry of entries) await gather(entry, found);
  return found;
}

async function gather(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    found.push({ file, name: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const part = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!part.length) return;
    for (const inner of part) await gather(inner, found);
  }
}

function titleOf(files) {
  const [first] = files[0].name.split("/");
  const together = files.every(({ name }) => name.split("/")[0] === first);
  return together ? first : word("several", { name: first, count: files.length });
}

// What the server would refuse is not sent at all.
function tooMuch(files) {
  const sizes = files.map(({ file }) => file.size);
  if (files.length > BOUNDS.count) return WORDS.too_many;
  if (sizes.some((size) => size > BOUNDS.file)) return WORDS.too_large;
  return sizes.reduce((sum, size) => sum + size, 0) > BOUNDS.total ? WORDS.too_much : "";
}

async function upload(files) {
  if (!files.length || sending) return;
  say(tooMuch(files));
  if (tooMuch(files)) return;
  const title = titleOf(files);
  sending = { title, sent: 0, total: files.length };
  try {
    const job = await ask("POST", `jobs?title=${encodeURIComponent(title)}`);
    sending.id = job.id;
    for (const { file, name } of files) {
      await ask("PUT", `jobs/${job.id}/files?name=${encodeURIComponent(name)}`, file);
      sending.sent += 1;
      showSending();
    }
    await ask("POST", `jobs/${job.id}/start`);
  } catch (error) {
    say(error.message || word("lost"));
    if (sending.id) await ask("DELETE", `jobs/${sending.id}`).catch(() => {});
  }
  sending = null;
  look();
}

async function ask(method, address, body) {
  const answer = await fetch(address, { method, body });
  const said = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said?.message ?? `${word("lost")} (${answer.status})`);
  return said;
}

function say(text) {
  document.getElementById("trouble").textContent = text;
}

function showSending() {
  const row = rows.get(sending?.id);
  if (row) row.querySelector("progress").value = sending.sent / sending.total;
}

async function look() {
  try {
    draw(await ask("GET", "jobs"));
    if (document.getElementById("trouble").textContent === word("lost")) say("");
  } catch {
    say(word("lost"));
  }
}

function draw(jobs) {
  const list = document.getElementById("jobs");
  const kept = new Set(jobs.map(({ id }) => id));
  for (const [id, row] of rows) {
    if (kept.has(id)) continue;
    row.remove();
    rows.delete(id);
  }
  jobs.forEach((job, place) => {
    const drawn = JSON.stringify([job, job.id === sending?.id]);
    let row = rows.get(job.id);
    if (row?.dataset.drawn !== drawn) {
      const fresh = drawJob(job);
      fresh.dataset.drawn = drawn;
      if (row) row.replaceWith(fresh);
      rows.set(job.id, (row = fresh));
    }
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
  });
  showSending();
}

function drawJob(job) {
  const row = make("article", `job ${job.state}`, make("h2", "", job.title || job.id));
  row.append(make("p", "quiet", describe(job)));
  if (job.state === "checking" || (job.state === "receiving" && job.id === sending?.id)) {
    const bar = make("progress", "");
    bar.value = job.total ? job.done / job.total : 0;
    row.append(bar);
  }
  const actions = make("div", "actions");
  if (job.state === "done") {
    actions.append(link("button main", `jobs/${job.id}/report`, word("read")));
    actions.append(link("button", `jobs/${job.id}/workbook`, word("workbook")));
  }
  const remove = make("button", "button", word("remove"));
  remove.addEventListener("click", async () => {
    await ask("DELETE", `jobs/${job.id}`).catch((error) => say(error.message));
    look();
  });
  actions.append(remove);
  row.append(actions);
  return row;
}

function link(className, address, text) {
  const node = make("a", className, text);
  node.href = address;
  return node;
}

function describe(job) {
  if (job.state === "receiving") {
    return word(job.id === sending?.id ? "receiving" : "interrupted", { count: job.files });
  }
  if (job.state === "queued") return word("queued", { count: job.ahead });
  if (job.state === "checking") {
    return word("checking", { done: job.done, total: job.total, name: job.current });
  }
  if (job.state === "failed") return word("failed");
  const over = job.passed_over ? `  ${word("passed_over", { count: job.passed_over })}` : "";
  return `${job.summary}${over}`;
}

function choose(event) {
  const files = [...event.target.files].map((file) =>
    ({ file, name: file.webkitRelativePath || file.name }));
  upload(files).finally(() => (event.target.value = ""));
}

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  zone.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) zone.classList.remove("over");
});
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  zone.classList.remove("over");
  try {
    await upload(await dropped(event.dataTransfer));
  } catch (error) {
    say(error.message);
  }
});
document.getElementById("files").addEventListener("change", choose);
document.getElementById("folder").addEventListener("change", choose);
window.addEventListener("beforeunload", (event) => {
  if (sending) event.preventDefault();
});

async function watch() {
  await look();
  setTimeout(watch, document.hidden ? PAUSE * 5 : PAUSE);
}
watch();
