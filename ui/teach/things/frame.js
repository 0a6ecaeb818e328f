// @ts-check
// The photo that is read: chosen, taken, dropped or pasted.

export class Frame {
  photo = ""; // a data URL, or nothing
  revision = 0; // counts what was shown

  // `hear(file)` gets every new one.
  constructor(board, hear) {
    this.board = board;
    this.image = board.querySelector("img");
    this.hint = board.querySelector(".hint");
    for (const input of board.querySelectorAll("input")) {
      input.addEventListener("change", () => {
        const [file] = input.files;
        if (file) hear(file);
        input.value = "";
      });
    }
    const frame = board.querySelector(".frame");
    frame.addEventListener("dragover", (event) => event.preventDefault());
    frame.addEventListener("drop", (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer.files;
      if (file) hear(file);
    });
    document.addEventListener("paste", ({ clipboardData }) => {
      const file = clipboardData?.files[0];
      if (file && board.offsetParent) hear(file);
    });
  }

  show(photo) {
    this.photo = photo;
    this.revision += 1;
    this.board.dataset.revision = this.revision;
    this.image.hidden = !photo;
    this.hint.hidden = Boolean(photo);
    if (photo) this.image.src = photo;
    else this.image.removeAttribute("src");
  }
}
