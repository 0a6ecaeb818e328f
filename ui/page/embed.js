// @ts-check
// `?embed=1`: in a frame of another page, without header and footer. The tabs stay, and so do
// `?tab=` and `?data=`.

export function followEmbedding() {
  const asked = new URL(location).searchParams.get("embed") === "1";
  document.body.classList.toggle("digitpad-embedded", asked);
}
