"use strict";
for (const list of document.querySelectorAll("[data-list]")) {
  const rows = [...list.querySelectorAll("tr[data-card]")];
  const cards = new Map([...list.querySelectorAll(".card")].map((card) => [card.id, card]));
  const items = rows.map((row) => ({
    row,
    card: cards.get(row.dataset.card),
    name: row.cells[0].textContent.toLowerCase(),
    flagged: row.querySelector(".flag") !== null,
  }));
  const search = list.querySelector("input[type=search]");
  const flagged = list.querySelector("input[type=checkbox]");
  const shown = list.querySelector("output");
  const none = list.querySelector(".none");

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    let count = 0;
    for (const item of items) {
      const fits = words.every((word) => item.name.includes(word)) && (!flagged.checked || item.flagged);
      item.row.hidden = !fits;
      if (item.card) item.card.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = count === items.length ? `${count}` : `${count} of ${items.length}`;
    none.hidden = count > 0;
  };
  search.addEventListener("input", filter);
  flagged.addEventListener("change", filter);
  list.querySelector(".tools").hidden = false;
  filter();

  const value = (row, column) => {
    const text = row.cells[column].textContent.trim();
    const number = Number(text.replace(/[,%<>\s]/g, "").replace("∞", "Infinity"));
    return text === "" ? null : Number.isNaN(number) ? text.toLowerCase() : number;
  };
  const heads = [...list.querySelectorAll("thead th")];
  heads.forEach((head, column) => {
    const button = head.querySelector("button");
    if (!button) return;
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "descending"
        || (head.classList.contains("text") && head.getAttribute("aria-sort") !== "ascending");
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const keyed = items.map((item, i) => ({ item, i, key: value(item.row, column) }));
      keyed.sort((a, b) => {
        if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.i - b.i;
        const texts = typeof a.key === "string" || typeof b.key === "string";
        const order = texts
          ? String(a.key).localeCompare(String(b.key), undefined, { numeric: true })
          : a.key - b.key || 0;
        return (up ? order : -order) || a.i - b.i;
      });
      for (const { item } of keyed) {
        item.row.parentNode.append(item.row);
        if (item.card) item.card.parentNode.append(item.card);
      }
    });
  });
}
