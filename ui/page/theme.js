// @ts-check
// Light or dark: as in the system until the switch is used.

import { say, t } from "../languages/messages.js";
import { kept } from "../parts/storage.js";

const STORAGE_KEY = "digitpad-theme";

// Gradio itself follows the system; a choice made here is kept.
const chosen = () => kept.get(STORAGE_KEY);
const current = () => (document.body.classList.contains("dark") ? "dark" : "light");

/** @param {HTMLElement} button */
export function followTheme(button) {
  /** @param {string} theme */
  function show(theme) {
    document.body.classList.toggle("dark", theme === "dark");
    const switching = theme === "dark" ? t("switch_to_light") : t("switch_to_dark");
    for (const attribute of ["aria-label", "title"]) say(button, switching, attribute);
  }

  button.addEventListener("click", () => {
    const theme = current() === "dark" ? "light" : "dark";
    kept.set(STORAGE_KEY, theme);
    show(theme);
  });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", () => show(chosen() ?? current()));
  show(chosen() ?? current());
}
