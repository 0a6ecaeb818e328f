// A quiet button, as digitpad-button in page.css makes it.

export function newButton(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "digitpad-button";
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}
