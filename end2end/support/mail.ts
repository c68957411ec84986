// The mail the server wrote to its data folder instead of sending it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Server } from "./server.ts";

export interface Mail {
  to: string;
  subject: string;
  /** The plain text part. */
  text: string;
  /** Addresses of our own server named in the text, in order. */
  links: string[];
}

/** All mail to one address, oldest first. */
export function mailTo(server: Server, to: string): Mail[] {
  const folder = join(server.folder, "mail");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => parse(readFileSync(join(folder, name), "utf8"), server))
    .filter((mail) => mail.to.toLowerCase().includes(to.toLowerCase()));
}

/**
 * Waits for mail to an address (the outbox is delivered a moment after the page answers): for one more than the
 * `known` of this subject.
 */
export async function lastMail(server: Server, to: string, subject: RegExp = /./, known = 0): Promise<Mail> {
  const fitting = () => mailTo(server, to).filter((mail) => subject.test(mail.subject));
  await expect.poll(() => fitting().length, { message: `mail to ${to}`, timeout: 15_000 }).toBeGreaterThan(known);
  const mail = fitting().at(-1);
  if (!mail) throw new Error("unreachable: just counted");
  return mail;
}

function parse(source: string, server: Server): Mail {
  const whole = part(source);
  const text = plain(whole);
  const links = [...text.matchAll(/https?:\/\/[^\s<>"]+/g)]
    .map(([link]) => link)
    .filter((link) => link.startsWith(server.url));
  return { to: words(whole.headers.get("to") ?? ""), subject: words(whole.headers.get("subject") ?? ""), text, links };
}

interface Part {
  headers: Map<string, string>;
  body: string;
}

function part(source: string): Part {
  const [head = "", ...rest] = source.replaceAll("\r\n", "\n").split("\n\n");
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: rest.join("\n\n") };
}

/** The text/plain part of a message, decoded. */
function plain(message: Part): string {
  const type = message.headers.get("content-type") ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary) {
    const parts = message.body.split(`--${boundary}`).slice(1, -1).map((piece) => part(piece.replace(/^\n/, "")));
    return parts.map(plain).find((text) => text !== "") ?? "";
  }
  return type.startsWith("text/plain") ? decode(message.body, message.headers.get("content-transfer-encoding") ?? "") : "";
}

function decode(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, "base64").toString("utf8");
  if (/quoted-printable/i.test(encoding)) return quotedPrintable(body.replaceAll(/=\n/g, ""));
  return body;
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** RFC 2047: =?utf-8?b?…?= and =?utf-8?q?…?= in a header. */
function words(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b" ? Buffer.from(text, "base64").toString("utf8") : quotedPrintable(text.replaceAll("_", " ")),
    );
}
