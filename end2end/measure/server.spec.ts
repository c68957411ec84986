// The server as a process: how soon it is ready, what it holds in memory, whether it grows under load.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { budgets } from "../support/budgets.ts";
import { startServer } from "../support/server.ts";
import { DEMO, DEMO_PASSWORD, expect, test } from "../support/test.ts";

/** Resident memory of a process, in megabytes of 1,000,000 bytes. */
function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return (Number(line?.[1] ?? 0) * 1024) / 1_000_000;
}

/** A page, and the cookie of whoever reads it. */
interface Read {
  url: string;
  cookie?: string;
}

/** Fetches the pages in turn, `count` in all, over a few kept-alive connections; answers other than 200 are errors. */
async function load(pages: readonly Read[], count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let left = count;
  const one = () =>
    new Promise<void>((done, fail) => {
      const { url, cookie } = pages[left % pages.length] ?? { url: "" };
      const headers = { "accept-encoding": "br", ...(cookie ? { cookie } : {}) };
      get(url, { agent, headers }, (answer) => {
        answer.resume();
        answer.on("end", () => (answer.statusCode === 200 ? done() : fail(new Error(`${answer.statusCode} ${url}`))));
      }).on("error", fail);
    });
  const worker = async () => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  agent.destroy();
}

test("the server is ready at once on the demo data, and stays small and flat", async () => {
  const first = await startServer({ data: "demo" });
  await first.stop();
  const server = await startServer({ data: "demo", folder: first.folder });
  try {
    const { ready_ms, resident_mb, soak_requests, soak_growth_mb } = budgets.server;
    console.log(`    ready after ${server.readyAfter.toFixed(0)} ms (at most ${ready_ms}); with the loading of demo data ${first.readyAfter.toFixed(0)} ms`);
    expect.soft(server.readyAfter).toBeLessThanOrEqual(ready_ms);

    const tenth = Math.ceil(soak_requests / 10);
    const paths = ["/fr", "/ar"];
    const readings: number[] = [];
    const started = performance.now();
    for (let part = 0; part < 10; part++) {
      await load([{ url: `${server.url}${paths[part % paths.length]}` }], tenth);
      readings.push(residentMb(server.pid));
    }
    const seconds = (performance.now() - started) / 1000;
    const [warm = 0] = readings;
    const last = readings.at(-1) ?? 0;
    console.log(`    ${soak_requests} requests in ${seconds.toFixed(0)} s (${(soak_requests / seconds).toFixed(0)}/s); resident MB after each tenth: ${readings.map((mb) => mb.toFixed(1)).join(" ")} (at most ${resident_mb}, growth at most ${soak_growth_mb})`);
    expect.soft(Math.max(...readings)).toBeLessThanOrEqual(resident_mb);
    expect.soft(last - warm).toBeLessThanOrEqual(soak_growth_mb);
  } finally {
    await server.dispose();
  }
});

/** Signs in as a form does; the cookie. */
async function cookieOf(server: string, email: string): Promise<string> {
  const body = new URLSearchParams({ command: randomUUID(), email, password: DEMO_PASSWORD });
  const answer = await fetch(`${server}/api/accounts/sign_in`, { method: "POST", body, headers: { accept: "application/json" } });
  const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
  expect(cookie).not.toBe("");
  return cookie;
}

test("the load of signed-in pages keeps the server small", async () => {
  const server = await startServer({ data: "demo" });
  try {
    const { signed_in_requests, signed_in_resident_mb } = budgets.server;
    const paths = {
      mentee: ["/fr/home", "/ar/mentors", "/fr/me", "/fr/profile/project"],
      mentor: ["/ar/requests", "/fr/mentorship", "/fr/notices", "/de/chain"],
      coordinator: ["/fr/coordinator", "/fr/coordinator/people", "/fr/coordinator/requests", "/fr/coordinator/mentorships"],
      admin: ["/fr/admin", "/fr/admin/people", "/fr/admin/mail", "/fr/admin/reference"],
    };
    const pages: Read[] = [];
    for (const [who, own] of Object.entries(paths)) {
      const cookie = await cookieOf(server.url, DEMO[who as keyof typeof paths]);
      pages.push(...own.map((path) => ({ url: `${server.url}${path}`, cookie })));
    }
    const readings: number[] = [];
    for (let part = 0; part < 10; part++) {
      await load(pages, Math.ceil(signed_in_requests / 10));
      readings.push(residentMb(server.pid));
    }
    console.log(`    signed in: resident MB after each tenth of ${signed_in_requests}: ${readings.map((mb) => mb.toFixed(1)).join(" ")} (at most ${signed_in_resident_mb})`);
    expect.soft(Math.max(...readings)).toBeLessThanOrEqual(signed_in_resident_mb);
  } finally {
    await server.dispose();
  }
});
