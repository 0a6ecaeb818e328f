// @ts-check
// The photo that is read: chosen, taken, dropped or pasted.

export class Frame {
  photo = ""; // a data URL, or empty
  revision = 0; // counts the photos that were shown

  /**
   * @param {HTMLElement} board
   * @param {(file: File) => void} take is called with each new photo
   */
  constructor(board, take) {
    this.board = board;
    this.image = board.querySelector("img");
    this.hint = board.querySelector(".hint");
    for (const input of board.querySelectorAll("input")) {
      input.addEventListener("change", () => {
        const [file] = input.files;
        if (file) take(file);
        input.value = "";
      });
    }
    const frame = board.querySelector(".frame");
    frame.addEventListener("dragover", (event) => event.preventDefault());
    frame.addEventListener("drop", (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer.files;
      if (file) take(file);
    });
    document.addEventListener("paste", ({ clipboardData }) => {
      const file = clipboardData?.files[0];
      if (file && board.offsetParent) take(file);
    });
  }

  /** @param {string} photo */
  show(photo) {
    this.photo = photo;
    this.revision += 1;
    this.board.dataset.revision = String(this.revision);
    this.image.hidden = !photo;
    this.hint.hidden = Boolean(photo);
    if (photo) this.image.src = photo;
    else this.image.removeAttribute("src");
  }
}
