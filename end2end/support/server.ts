// The release program on a free loopback port, with a data folder of its own.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const TARGET = resolve(ROOT, process.env["CARGO_TARGET_DIR"] ?? "target");
export const BINARY = process.env["MENTORING_BIN"] ?? join(TARGET, "release/mentoring");

/** `demo`: the demo programme and its sign-ins. `empty`: reference data only. */
export type Data = "demo" | "empty";

export interface Server {
  /** Without a slash at the end. */
  url: string;
  /** The data folder: database, mail files. */
  folder: string;
  pid: number;
  /** What it wrote, for a look after a failure. */
  log: string;
  /** Milliseconds from the start of the process to the first good answer of /readyz. */
  readyAfter: number;
  /** Ends the process; the folder stays. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Removes the folder too. */
  dispose(): Promise<void>;
}

/** An environment without anything that would configure the server from outside. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(MENTORING_|LEPTOS_|DATABASE_URL|SMTP_|RUST_LOG)/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return {
    ...Object.fromEntries(kept),
    MENTORING_SITE: process.env["MENTORING_SITE"] ?? join(ROOT, "target/site"),
    MENTORING_REFERENCE: join(ROOT, "reference"),
  };
}

async function freePort(): Promise<number> {
  return await new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? done(address.port) : fail(new Error("no port"))));
    });
  });
}

export interface Start {
  data: Data;
  /** An existing data folder, to start again on what is there. */
  folder?: string;
  /** The port of a server that was stopped, so that browsers find it again. */
  port?: number;
  /** The name the site is opened by: passkeys need one, an address that is a number has none. */
  host?: string;
  args?: string[];
  env?: Record<string, string>;
}

export async function startServer({ data, folder, port: given, host = "127.0.0.1", args = [], env = {} }: Start): Promise<Server> {
  const home = folder ?? mkdtempSync(join(tmpdir(), "mentoring-e2e-"));
  const port = given ?? (await freePort());
  const url = `http://${host}:${port}`;
  const results = join(ROOT, "end2end/test-results/servers");
  mkdirSync(results, { recursive: true });
  const log = join(results, `${port}.log`);

  const command = ["serve", "--data", home, "--addr", `127.0.0.1:${port}`, ...(data === "demo" ? ["--demo"] : []), ...args];
  const started = performance.now();
  const child = spawn(BINARY, command, {
    cwd: home,
    env: { ...cleanEnvironment(), MENTORING_BASE_URL: url, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out = createWriteStream(log, { flags: "a" });
  child.stdout.pipe(out, { end: false });
  child.stderr.pipe(out, { end: false });
  const ended = new Promise<void>((done) => {
    child.once("exit", () => done());
    child.once("error", () => done());
  });

  await ready(child, url, log);
  const readyAfter = performance.now() - started;

  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      const late = wait(15_000, "late", { ref: false });
      if ((await Promise.race([ended, late])) === "late") child.kill("SIGKILL");
      await ended;
    }
    out.end();
  };
  return {
    url,
    folder: home,
    pid: child.pid ?? 0,
    log,
    readyAfter,
    stop,
    dispose: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Runs another command of the program on the data of a server, as an operator does. */
export function operate(server: Server, args: string[], input = ""): string {
  return execFileSync(BINARY, [...args, "--data", server.folder], { env: cleanEnvironment(), input, encoding: "utf8", stdio: "pipe" });
}

/** Asks /readyz until it is good; gives up when the process ends, or after half a minute. */
async function ready(child: ChildProcess, url: string, log: string): Promise<void> {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    if (child.exitCode !== null || child.pid === undefined) {
      throw new Error(`mentoring ended with ${child.exitCode} before it was ready; see ${log} (was it built? ${BINARY})`);
    }
    try {
      const answer = await fetch(`${url}/readyz`);
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // not listening yet
    }
    await wait(10);
  }
  child.kill("SIGKILL");
  throw new Error(`mentoring was not ready within 30 s; see ${log}`);
}
