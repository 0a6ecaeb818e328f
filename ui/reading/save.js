// Saving what was read: files are made here in the browser. It stands before reading.js.

function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const saveCanvas = (name, canvas) => canvas.toBlob((blob) => save(name, blob));

// The reading as other programs want it: classes with their probabilities, boxes as shares.
function saveReading(value, classes) {
  const digits = (value.digits.length ? value.digits : [value]).map((digit) => ({
    label: digit.label || null,
    probabilities: Object.fromEntries(digit.probabilities.map((share, i) => [classes[i], share])),
    box: digit.box ?? null,
  }));
  const text = value.label || null;
  save("digitpad.json", new Blob([JSON.stringify({ text, digits }, null, 1)], { type: "application/json" }));
}
