// @ts-check
// float16 to float32; not every browser has Float16Array.

/** @type {Float32Array | undefined} */
let table; // the float32 of each of the 65,536 float16

/** @param {Uint8Array} bytes little-endian */
export function fromHalf(bytes) {
  table ??= newTable();
  const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
  const numbers = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) numbers[i] = table[halves[i]];
  return numbers;
}

function newTable() {
  const words = new Uint32Array(65_536);
  const numbers = new Float32Array(words.buffer);
  for (let half = 0; half < words.length; half++) {
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) numbers[half] = (sign ? -1 : 1) * fraction * 2 ** -24;
    else if (exponent === 31) words[half] = sign | 0x7f800000 | (fraction << 13);
    else words[half] = sign | ((exponent + 112) << 23) | (fraction << 13);
  }
  return numbers;
}
