// Keys for whoever sorts many opinions or answers many statements. Everything they do is a
// button or a link of the page: without this script nothing is missing but speed.
(() => {
  "use strict";
  const letters = [...document.querySelectorAll("[data-letter]")];
  if (letters.length === 0) return;
  document.querySelectorAll("[data-keys]").forEach((line) => { line.hidden = false; });
  const asked = Number.parseInt(new URLSearchParams(location.search).get("at") ?? "", 10);
  let at = -1;
  const go = (to) => {
    at = Math.max(0, Math.min(letters.length - 1, to));
    letters[at].focus();
    letters[at].scrollIntoView({ block: "nearest" });
  };
  letters.forEach((letter, place) => {
    letter.addEventListener("focusin", () => { at = place; });
  });
  if (asked >= 0) go(asked);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=hidden]), select, textarea")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      event.preventDefault();
      go(at + (key === "j" ? 1 : -1));
      return;
    }
    if (!/^[adpmnx]$/.test(key)) return;
    if (at < 0) go(0);
    const what = letters[at].querySelector(`[data-key="${key}"]`);
    if (what) {
      event.preventDefault();
      what.click();
    }
  });
})();
