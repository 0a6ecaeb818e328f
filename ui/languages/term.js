// @ts-check
// A term in the text of the page, explained by glossary.js.

export const ID = "glossary"; // of the element with the explanation

// The element for a term; `explanation` is a key.
/**
 * @param {string} tag
 * @param {string} explanation
 */
export function newTerm(tag, explanation) {
  const term = document.createElement("button");
  term.type = "button";
  term.className = "digitpad-term";
  term.dataset.tag = tag;
  term.dataset.explanation = explanation;
  term.setAttribute("aria-describedby", ID);
  return term;
}
