// The pictures come once somebody chooses the garments.
new ResizeObserver(() => {
  if (element.offsetParent && !props.value[0].picture) trigger("open");
}).observe(element);

element.addEventListener("click", async ({ target }) => {
  const example = target.closest("button") && props.value.find(({ name }) => name === target.dataset.example);
  if (!example?.picture) return;
  const picture = await (await fetch(example.picture)).blob();
  const detail = new File([picture], "garment.png", { type: picture.type });
  document.dispatchEvent(new CustomEvent("digitpad:picture", { detail }));
});
