// The proof of work of a form, found while somebody types. Without this script one waits in a
// line instead.
(() => {
  "use strict";
  // SHA-256 (FIPS 180-4) of one block of ASCII; only its first word is needed.
  const part = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  const K = [];
  const H = [];
  for (let n = 2; K.length < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (H.length < 8) H.push(part(Math.sqrt(n)));
    K.push(part(Math.cbrt(n)));
  }
  const W = new Int32Array(64);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const first = (text) => {
    W.fill(0);
    for (let i = 0; i < text.length; i += 1) W[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
    W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
    W[15] = text.length * 8;
    for (let i = 16; i < 64; i += 1) {
      const x = W[i - 15];
      const y = W[i - 2];
      W[i] = W[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3))
        + W[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = H;
    for (let i = 0; i < 64; i += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    return (H[0] + a) | 0;
  };
  const begin = (field) => {
    const challenge = field.dataset.work;
    const bits = Number(field.dataset.bits);
    const nonce = challenge.split(".")[2];
    let number = -1;
    let done = false;
    let wanted = false;
    const some = () => {
      const until = performance.now() + 12;
      while (performance.now() < until) {
        for (let i = 0; i < 100; i += 1) {
          number += 1;
          if (Math.clz32(first(`${nonce}.${number}`)) < bits) continue;
          field.value = `${challenge}.${number}`;
          done = true;
          if (wanted) field.form.submit();
          return;
        }
      }
      setTimeout(some, 0);
    };
    const start = () => { if (number < 0) some(); };
    field.form.addEventListener("focusin", start);
    field.form.addEventListener("submit", (event) => {
      if (done) return;
      event.preventDefault();
      wanted = true;
      field.form.querySelector("[data-working]").hidden = false;
      start();
    });
  };
  document.querySelectorAll("input[data-work]").forEach(begin);
})();
