// Small conveniences on top of pages that work without them: drafts, copying, sharing, no connection.
"use strict";

const each = (selector, deed, root = document) => root.querySelectorAll(selector).forEach(deed);
const storage = (() => { try { localStorage.setItem("?", ""); localStorage.removeItem("?"); return localStorage; } catch { return null; } })();

// A draft is every named field of a form with data-draft, kept on this phone until the form has arrived.
// It keeps its `once` key, so that a form sent twice through a weak connection counts once. It is filled in
// again only over the same beginning: what somebody else saved meanwhile is not written over.
const draftName = (form) => `draft:${form.dataset.draft}`;
const secret = (field) => !field.name || field.name === "csrfmiddlewaretoken" || ["file", "password", "submit", "button"].includes(field.type);
const ticked = (field) => field.type === "checkbox" || field.type === "radio";
const fieldsOf = (form) => [...form.elements].filter((field) => !secret(field));
const written = (form) => fieldsOf(form).map((field) => [field.name, field.value, ticked(field) && field.checked]);
const beginnings = new Map();

function keep(form) {
  storage?.setItem(draftName(form), JSON.stringify({ beginning: beginnings.get(form), values: written(form) }));
}

function restore(form) {
  beginnings.set(form, JSON.stringify(written(form).filter(([name]) => name !== "once")));
  const kept = JSON.parse(storage?.getItem(draftName(form)) ?? "null");
  if (!kept || kept.beginning !== beginnings.get(form)) return;
  fieldsOf(form).forEach((field, place) => {
    const [, value, checked] = kept.values[place];
    if (ticked(field)) field.checked = checked; else field.value = value;
  });
  const note = document.createElement("p");
  note.className = "draft-note";
  note.textContent = document.body.dataset.restored;
  form.prepend(note);
}

function notice(text) {
  document.querySelector(".offline")?.remove();
  if (!text) return;
  const box = document.createElement("p");
  box.className = "offline";
  box.setAttribute("role", "status");
  box.textContent = text;
  document.body.append(box);
}

const waiting = new Set();
each("form[data-draft]", (form) => {
  restore(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", (event) => {
    keep(form);
    sessionStorage.setItem("sent", draftName(form));
    if (navigator.onLine) return;
    event.preventDefault();
    notice(document.body.dataset.offline);
    if (waiting.has(form)) return;
    waiting.add(form);
    addEventListener("online", () => form.requestSubmit(), { once: true });
  });
});

// The page after a sent form: if that form is not shown again, it arrived, and its draft may go.
const sent = sessionStorage.getItem("sent");
if (sent && ![...document.querySelectorAll("form[data-draft]")].some((form) => draftName(form) === sent)) {
  storage?.removeItem(sent);
  sessionStorage.removeItem("sent");
}

// A second press on a slow connection does nothing.
addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  setTimeout(() => each("button[type=submit]", (button) => { button.disabled = true; }, event.target));
});
addEventListener("pageshow", (event) => {
  if (event.persisted) each("form button[type=submit]", (button) => { button.disabled = false; });
});

// What takes some seconds says so at once; without a script the browser's own sign has to do.
function busy(event) {
  const sign = event.target.closest("[data-wait]");
  if (!sign || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  notice(sign.dataset.wait);
  document.querySelector(".offline").append(document.createElement("progress"));
}
addEventListener("click", (event) => { if (event.target.closest("a")) busy(event); });
addEventListener("submit", busy);
addEventListener("pageshow", (event) => { if (event.persisted) notice(""); });

each("[data-with-script]", (element) => { element.hidden = false; });
if (navigator.share) each("[data-share]", (button) => { button.hidden = false; });
addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-share]");
  if (!button) return;
  const words = button.closest(".copy").querySelector(".copy-text");
  const text = words.value ?? words.textContent;
  if ("share" in button.dataset) { navigator.share({ text }).catch(() => {}); return; }
  await navigator.clipboard.writeText(text);
  button.querySelector("span").textContent = button.dataset.done;
});

document.querySelector("[data-focus]")?.focus();
each(":is(.tabs, .languages) [aria-current]", (tab) => {
  const room = tab.parentElement;
  room.scrollLeft = tab.offsetLeft - (room.clientWidth - tab.offsetWidth) / 2;
});
addEventListener("online", () => notice(""));
navigator.serviceWorker?.register("/ui/worker.js", { scope: "/" }).catch(() => {});
