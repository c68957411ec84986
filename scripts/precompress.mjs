// Writes a .br and a .gz beside each text or WASM file of the site folder, at the highest level, once
// at build time; the server picks by Accept-Encoding. Pictures and fonts are compressed already.
//
//   node scripts/precompress.mjs target/site
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const WORTH_IT = /\.(wasm|js|css|svg|json|webmanifest|html|txt|xml|ico)$/;

/** Compresses one file; a result that is not smaller is not kept. */
async function compress(path) {
  const plain = await readFile(path);
  const brotli = promisify(brotliCompress)(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  const gz = promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION });
  for (const [ending, packed] of [[".br", await brotli], [".gz", await gz]]) {
    if (packed.length < plain.length) await writeFile(path + ending, packed);
  }
  return [plain.length, (await brotli).length];
}

const site = process.argv[2];
const entries = await readdir(site, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile() && WORTH_IT.test(entry.name));
const sizes = await Promise.all(files.map((entry) => compress(join(entry.parentPath ?? entry.path, entry.name))));
const sum = (index) => Math.round(sizes.reduce((total, pair) => total + pair[index], 0) / 1024);
console.log(`    ${files.length} files compressed: ${sum(0)} KiB become ${sum(1)} KiB (brotli)`);
