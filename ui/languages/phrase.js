// Sentences that scripts say, marked as phrase.py marks those of Python: plain English, translated
// where it is shown. The names in a template are its places.

export const phrase = (english) => english;

// With a number in its place `count`.
export const plural = (count, one, many) => (Number(count) === 1 ? one : many);
