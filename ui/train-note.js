// One button leads back to the shipped network; the pad is told when another network reads.
element.addEventListener("click", (event) => {
  if (event.target.closest(".back")) trigger("back");
});
watch("value", () => document.dispatchEvent(new CustomEvent("digitpad:network")));
