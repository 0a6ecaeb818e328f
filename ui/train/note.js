// One button leads back to the shipped network.
element.addEventListener("click", (event) => {
  if (event.target.closest(".back")) trigger("back");
});
