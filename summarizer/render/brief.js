"use strict";
// The page works without this: a link opens its source through :target alone.
// This adds what links cannot do: Escape, the way back to the line one came from, and a mark on the line that is open.
(() => {
  const CLOSED = "#closed";
  let origin = null;

  const opened = () => document.querySelector(".pin:target, .source:target");
  const linksTo = (target) => [...document.querySelectorAll(`main a[href="#${target.id}"]`)];

  const show = () => {
    document.querySelectorAll(".open").forEach((link) => link.classList.remove("open"));
    const target = opened();
    if (!target) return;
    linksTo(target).forEach((link) => link.classList.add("open"));
    if (target.matches(".pin")) target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  };

  const close = () => {
    const target = opened();
    if (!target) return;
    const back = origin || linksTo(target)[0];
    location.hash = CLOSED;
    if (back) back.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.hash === CLOSED) {
      event.preventDefault();
      close();
    } else if (link.closest("main")) {
      origin = link;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("hashchange", show);
  addEventListener("DOMContentLoaded", show);
})();
