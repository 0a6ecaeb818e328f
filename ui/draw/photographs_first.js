// The way back to the pad, which is for digits.

export function mount({ element }) {
  element.querySelector("button").addEventListener("click", () => {
    document.querySelector("#dataset input").click();
  });
}
