// @ts-check
// `?embed=1`: no header and footer, for a frame in another page.

export function followEmbedding() {
  const asked = new URL(location.href).searchParams.get("embed") === "1";
  document.body.classList.toggle("digitpad-embedded", asked);
}
