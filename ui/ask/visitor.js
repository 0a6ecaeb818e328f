// The key by which the server knows this page's visitor; it comes with the first answer.

let tell;
export const key = new Promise((resolve) => {
  tell = resolve;
});
export const arrived = (visitorKey) => tell(visitorKey);
