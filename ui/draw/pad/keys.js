// The keys of the sketchpad: one letter or bracket for each of its actions.

const KEYS = {
  z: "undo",
  Z: "redo",
  c: "clear",
  e: "switch",
  w: "wide",
  l: "share",
  "[": "thinner",
  "]": "thicker",
};

export function listenToKeys(pad, act) {
  pad.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    const key = letter === "z" && event.shiftKey ? "Z" : letter; // whatever Caps Lock says
    if (!KEYS[key] || event.altKey || (control && letter !== "z")) return;
    event.preventDefault();
    act(KEYS[key]);
  });
}
