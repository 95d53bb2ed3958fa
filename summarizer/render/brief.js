"use strict";
// The page works without this: a link opens its source through :target alone.
// This adds what links cannot do: Escape, the way back to the line one came from, a mark on the line that is open,
// going from line to line, and unfolding what is folded for those who print or are led there.
(() => {
  const CLOSED = "#closed";
  let origin = null;

  const opened = () => document.querySelector(".pin:target, .source:target");
  const linksTo = (target) => [...document.querySelectorAll(`main a[href="#${target.id}"]`)];
  const folds = () => [...document.querySelectorAll("details")];

  const unfold = (element) => {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };

  const show = () => {
    document.querySelectorAll(".open").forEach((link) => link.classList.remove("open"));
    const target = opened();
    if (!target) {
      const place = document.querySelector("main :target");
      if (place && place.closest("details:not([open])")) {
        unfold(place);
        place.scrollIntoView({ block: "start" });
      }
      return;
    }
    linksTo(target).forEach((link) => link.classList.add("open"));
    if (target.matches(".pin")) target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  };

  const close = () => {
    const target = opened();
    if (!target) return;
    const back = origin || linksTo(target)[0];
    location.hash = CLOSED;
    if (back) {
      unfold(back);
      back.focus({ preventScroll: true });
    }
  };

  // Only from a line: a letter typed anywhere else stays the reader's own (WCAG 2.1.4).
  const step = (by) => {
    const here = document.activeElement;
    if (!here || !here.matches("main a.line")) return;
    const lines = [...document.querySelectorAll("main a.line")];
    let next = lines.indexOf(here) + by;
    while (lines[next] && !lines[next].checkVisibility()) next += by;
    if (lines[next]) lines[next].focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const hash = link.getAttribute("href");
    if (hash === CLOSED) {
      event.preventDefault();
      close();
    } else if (link.closest("main")) {
      origin = link;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") close();
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = folds().filter((fold) => !fold.open);
    folded.forEach((fold) => (fold.open = true));
  });
  addEventListener("afterprint", () => folded.forEach((fold) => (fold.open = false)));
  addEventListener("hashchange", show);
  addEventListener("DOMContentLoaded", show);
})();
