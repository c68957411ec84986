// The system's Chromium, started so that it talks to nobody but our server.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { LaunchOptions } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** CHROMIUM, or the first known browser on the PATH. */
export function chromiumPath(): string {
  const given = process.env["CHROMIUM"];
  if (given) return given;
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  }
  throw new Error("No Chromium on the PATH. Install it (Debian: apt-get install chromium) or set CHROMIUM.");
}

export function launchOptions(args: string[] = []): LaunchOptions {
  return {
    executablePath: chromiumPath(),
    args: [
      // Chromium's own sandbox refuses to run as root, as CI does.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  };
}
