"use strict";
// Lets the page of findings take decisions, which the server keeps for the workbook.

const DECISIONS = new Map(); // "report fingerprint" → { disposition, remarks }
const QUIET = ["false_alarm", "waived"];

function decisionOf(report, finding) {
  const key = `${report} ${finding.fingerprint}`;
  if (!DECISIONS.has(key)) {
    DECISIONS.set(key, { disposition: finding.decided, remarks: finding.remarks });
  }
  return DECISIONS.get(key);
}

CARD_EXTRAS.push((card, finding, report) => {
  const decision = decisionOf(report, finding);
  const options = Object.entries(INDEX.words.dispositions);
  const saved = make("span", "quiet");
  const select = choice(word("page", "disposition"), options, (disposition) => {
    decision.disposition = disposition;
    keep();
  });
  select.value = decision.disposition;
  const remarks = make("input");
  remarks.value = decision.remarks;
  remarks.maxLength = 2000;
  remarks.placeholder = word("page", "remarks");
  remarks.addEventListener("change", () => {
    decision.remarks = remarks.value;
    keep();
  });
  const row = make("div", "decide", select, remarks, saved);
  row.addEventListener("click", (event) => event.stopPropagation());
  card.append(row);
  settle();

  function settle() {
    card.classList.toggle("settled", QUIET.includes(decision.disposition));
  }

  async function keep() {
    settle();
    saved.textContent = "…";
    const said = { report, fingerprint: finding.fingerprint, ...decision };
    const answer = await fetch("decisions", { method: "PUT", body: JSON.stringify(said) })
      .catch(() => null);
    saved.textContent = word("page", answer?.ok ? "saved" : "not_saved");
  }
});

async function recall() {
  const answer = await fetch("decisions");
  if (!answer.ok) return;
  for (const { report, fingerprint, disposition, remarks } of await answer.json()) {
    DECISIONS.set(`${report} ${fingerprint}`, { disposition, remarks });
  }
  drawFindings();
}

document.addEventListener("drawn", () => {
  const ways = [["../../", "back"], ["workbook", "workbook"]].map(([address, key]) => {
    const way = make("a", "way", word("page", key));
    way.href = address;
    return way;
  });
  area("bar").append(...ways);
  recall();
});
