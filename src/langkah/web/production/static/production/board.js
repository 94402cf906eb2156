// Dragging a lot over the plan board: what would happen is shown before the mouse is let go.
// Letting go opens the page where the move is confirmed; pressing a lot does the same with a form.
"use strict";

(() => {
  const box = document.getElementById("consequences");
  let lot = null, over = null, timer = 0, asked = null;

  const address = (cell) => `${lot.getAttribute("href")}?maker=${cell.dataset.maker}&day=${cell.dataset.day}`;
  const leave = () => { over?.classList.remove("over"); over = null; clearTimeout(timer); asked?.abort(); };

  async function show(cell) {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address(cell), { headers: { "HX-Request": "true" }, signal: asked.signal });
      if (!answer.ok || cell !== over) return;
      box.innerHTML = await answer.text();
      box.hidden = false;
    } catch (error) { if (error.name !== "AbortError") box.hidden = true; }
  }

  addEventListener("dragstart", (event) => {
    lot = event.target.closest?.("a.lot:not(.begun)") ?? null;
    lot?.classList.add("lifted");
  });
  addEventListener("dragover", (event) => {
    const cell = lot && event.target.closest?.(".plan td[data-day]");
    if (!cell) return;
    event.preventDefault();
    if (cell === over) return;
    leave();
    over = cell;
    cell.classList.add("over");
    timer = setTimeout(() => show(cell), 120);
  });
  addEventListener("drop", (event) => {
    const cell = lot && event.target.closest?.(".plan td[data-day]");
    if (!cell) return;
    event.preventDefault();
    location.href = address(cell);
  });
  addEventListener("dragend", () => { lot?.classList.remove("lifted"); lot = null; leave(); box.hidden = true; });
})();
