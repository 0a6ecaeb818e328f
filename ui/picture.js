// A picture pasted anywhere on the tab takes the way of a dropped one.
document.addEventListener("paste", (event) => {
  const file = event.clipboardData?.files[0];
  const target = document.querySelector("#picture .upload-container");
  if (!file || !target || !element.offsetParent) return;
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
});
