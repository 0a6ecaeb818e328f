// One button leads back to the shipped network.

export function mount({ element, trigger }) {
  element.addEventListener("click", (event) => {
    if (event.target.closest(".back")) trigger("back");
  });
}
