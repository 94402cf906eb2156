"use strict";
const KEPT = "langkah-1";
const files = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];

addEventListener("install", (event) => event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(files)).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil((async () => {
  const kept = await caches.open(KEPT);
  const wanted = new Set(files.map((file) => new URL(file, location.origin).href));
  for (const request of await kept.keys()) if (!wanted.has(request.url)) await kept.delete(request);
  await clients.claim();
})()));
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !files.includes(new URL(event.request.url).pathname)) return;
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});
