// What crosses the network while a page loads, counted by the browser itself (DevTools protocol), so
// that compression, caching and redirects are seen as a reader's phone sees them.
import type { CDPSession, Page } from "@playwright/test";

export type Kind = "page" | "code" | "style" | "font" | "picture" | "other";

export interface Fetched {
  url: string;
  kind: Kind;
  /** Bytes over the wire, headers included; 0 when the browser had it already. */
  bytes: number;
}

export class Traffic {
  readonly fetched: Fetched[] = [];
  private readonly open = new Map<string, { url: string; kind: Kind; cached: boolean }>();

  private constructor(private readonly session: CDPSession) {}

  /** Starts to count; call before the page goes anywhere. */
  static async of(page: Page): Promise<Traffic> {
    const session = await page.context().newCDPSession(page);
    const traffic = new Traffic(session);
    await traffic.listen();
    return traffic;
  }

  private async listen(): Promise<void> {
    this.session.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
      this.open.set(requestId, { url: request.url, kind: kindOf(request.url, type), cached: false });
    });
    this.session.on("Network.requestServedFromCache", ({ requestId }) => {
      const one = this.open.get(requestId);
      if (one) one.cached = true;
    });
    this.session.on("Network.responseReceived", ({ requestId, response }) => {
      const one = this.open.get(requestId);
      if (one && (response.fromDiskCache || response.fromServiceWorker)) one.cached = true;
    });
    this.session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const one = this.open.get(requestId);
      if (!one || one.url.startsWith("data:") || one.url.startsWith("blob:")) return;
      this.open.delete(requestId);
      this.fetched.push({ url: one.url, kind: one.kind, bytes: one.cached ? 0 : encodedDataLength });
    });
    await this.session.send("Network.enable");
  }

  /** Bytes of these kinds; of all, when none is named. */
  bytes(...kinds: Kind[]): number {
    return this.of(...kinds).reduce((sum, one) => sum + one.bytes, 0);
  }

  of(...kinds: Kind[]): Fetched[] {
    return this.fetched.filter((one) => kinds.length === 0 || kinds.includes(one.kind));
  }

  /** Forgets what was counted so far, to measure the next step alone. */
  reset(): void {
    this.fetched.length = 0;
  }

  /** A line for each thing fetched, the heaviest first. */
  toString(): string {
    const lines = this.fetched.toSorted((a, b) => b.bytes - a.bytes).map((one) => `${kb(one.bytes)} ${one.kind} ${new URL(one.url).pathname}`);
    return lines.join("\n");
  }
}

export function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

function kindOf(url: string, type: string | undefined): Kind {
  const path = new URL(url).pathname;
  if (/\.(wasm|m?js)$/.test(path)) return "code";
  if (type === "Document") return "page";
  if (path.endsWith(".css")) return "style";
  if (path.endsWith(".woff2")) return "font";
  if (/\.(svg|png|webp|ico|jpg)$/.test(path)) return "picture";
  return "other";
}
