// Small conveniences on top of pages that work without them: drafts, copying, sharing, no connection.
"use strict";

const each = (selector, deed, root = document) => root.querySelectorAll(selector).forEach(deed);
const storage = (() => { try { localStorage.setItem("?", ""); localStorage.removeItem("?"); return localStorage; } catch { return null; } })();

// A draft is every named field of a form with data-draft, kept on this phone until the form has arrived.
// It keeps its `once` key, so that a form sent twice through a weak connection counts once.
const draftName = (form) => `draft:${form.dataset.draft}`;
const secret = (field) => !field.name || field.name === "csrfmiddlewaretoken" || ["file", "password", "submit", "button"].includes(field.type);

function keep(form) {
  const values = [...form.elements].filter((field) => !secret(field)).map((field) => [
    field.name, field.value, field.type === "checkbox" || field.type === "radio" ? field.checked : null]);
  storage?.setItem(draftName(form), JSON.stringify(values));
}

function restore(form) {
  const kept = storage?.getItem(draftName(form));
  if (!kept || form.querySelector(".field-wrong")) return;
  for (const [name, value, checked] of JSON.parse(kept)) {
    for (const field of form.elements) {
      if (field.name !== name || secret(field)) continue;
      if (checked === null) { if (!field.value || field.name === "once") field.value = value; }
      else if (field.value === value) field.checked = checked;
    }
  }
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

each("form[data-draft]", (form) => {
  restore(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", (event) => {
    keep(form);
    sessionStorage.setItem("sent", draftName(form));
    if (navigator.onLine) return;
    event.preventDefault();
    notice(document.body.dataset.offline);
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

each("[data-with-script]", (element) => { element.hidden = false; });
if (navigator.share) each("[data-share]", (button) => { button.hidden = false; });
addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-share]");
  if (!button) return;
  const text = button.closest(".copy").querySelector(".copy-text").textContent;
  if ("share" in button.dataset) { navigator.share({ text }).catch(() => {}); return; }
  await navigator.clipboard.writeText(text);
  button.querySelector("span").textContent = button.dataset.done;
});

document.querySelector("[data-focus]")?.focus();
addEventListener("online", () => notice(""));
navigator.serviceWorker?.register("/ui/worker.js", { scope: "/" }).catch(() => {});
