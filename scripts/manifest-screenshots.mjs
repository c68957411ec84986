#!/usr/bin/env node
// Makes the pictures of the install dialog, public/screenshots/, from pages of a running server with demo data:
//
//   node scripts/manifest-screenshots.mjs http://127.0.0.1:3000
//
// They are in French, the default language, and written with a palette of 256 colours to stay small.
import { createRequire } from "node:module";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const { chromium } = createRequire(join(root, "end2end/package.json"))("@playwright/test");
const folder = join(root, "public/screenshots");
const url = process.argv[2] ?? "http://127.0.0.1:3000";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const DESKTOP = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 };
const MENTEE = "mentee@example.org";
/** Name, path, window, and who looks. */
const PICTURES = [
  ["narrow-landing", "/fr", PHONE],
  ["narrow-suggestions", "/fr/mentorship", PHONE, MENTEE],
  ["wide-suggestions", "/fr/mentorship", DESKTOP, MENTEE],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, path, size, email] of PICTURES) {
  // Without script nothing moves, asks or offers anything.
  const context = await browser.newContext({ ...size, javaScriptEnabled: false, colorScheme: "light", locale: "fr-FR" });
  const page = await context.newPage();
  if (email) await signIn(page, email);
  await page.goto(url + path, { waitUntil: "networkidle" });
  const { pixels, width, height } = await read(await page.screenshot());
  const file = `${name}-${width}x${height}.png`;
  const png = withPalette(pixels, width, height);
  writeFileSync(join(folder, file), png);
  console.log(`${file}: ${Math.round(png.length / 1000)} KB`);
  await context.close();
}
await browser.close();

async function signIn(page, email) {
  await page.goto(`${url}/fr/sign-in`);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill("circle-of-trust");
  await page.locator('main form button[type="submit"]').first().click();
  await page.waitForURL((at) => !at.pathname.includes("sign-in"));
}

/** The picture's pixels, four bytes each: the browser itself decodes it. */
async function read(png) {
  const page = await browser.newPage();
  const { base64, width, height } = await page.evaluate(async (data) => {
    const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
    const bitmap = await createImageBitmap(blob);
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas.drawImage(bitmap, 0, 0);
    const raw = new Blob([canvas.getImageData(0, 0, width, height).data]);
    const reader = new FileReader();
    const read = new Promise((done) => (reader.onload = done));
    reader.readAsDataURL(raw);
    await read;
    return { base64: reader.result.split(",")[1], width, height };
  }, png.toString("base64"));
  await page.close();
  return { pixels: Buffer.from(base64, "base64"), width, height };
}

/** A PNG with the 256 most frequent colours; every other one becomes the nearest of them. */
function withPalette(pixels, width, height) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 256).map(([colour]) => colour);
  const index = new Map(palette.map((colour, i) => [colour, i]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0, to = 0; y < height; y++) {
    rows[to++] = 0; // no filter: best for a palette
    for (let x = 0; x < width; x++) {
      const colour = pixels.readUIntBE(4 * (y * width + x), 3);
      if (!index.has(colour)) index.set(colour, nearest(palette, colour));
      rows[to++] = index.get(colour);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits, palette
  const colours = Buffer.from(palette.flatMap(channels));
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function channels(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function nearest(palette, colour) {
  const [r, g, b] = channels(colour);
  let best = 0;
  let least = Infinity;
  palette.forEach((other, i) => {
    const [r2, g2, b2] = channels(other);
    const distance = (r - r2) ** 2 + (g - g2) ** 2 + (b - b2) ** 2;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, check]);
}
