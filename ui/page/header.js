// Light or dark: as the system has it until the switch is used, then as the visitor chose.
const KEPT = "digitpad-theme";
const button = element.querySelector("#theme-switch");

function show(theme) {
  document.body.classList.toggle("dark", theme === "dark");
  button.ariaLabel = button.title = theme === "dark" ? "Switch to light" : "Switch to dark";
}

const current = () => (document.body.classList.contains("dark") ? "dark" : "light");

button.addEventListener("click", () => {
  const theme = current() === "dark" ? "light" : "dark";
  localStorage.setItem(KEPT, theme);
  show(theme);
});

// Gradio follows the system by itself; a choice made here outlives that.
const chosen = () => localStorage.getItem(KEPT);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(chosen() ?? current()));
show(chosen() ?? current());
