// Passes the server's question on to the device and the device's answer back. `register-sw.js` fetches this at the first
// press of a button with `data-passkey="add"`, `"sign-in"` or `"second-step"`; what went wrong stands in the `role="alert"`
// beside the button. No words of its own: the server writes them into the page.

// Not by the browser's own `parse…FromJSON` and `toJSON`: Safari before 18.4 lacks them.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

async function post(path, body) {
  const headers = { "content-type": "application/json", accept: "application/json" };
  const response = await fetch(`/api/passkeys/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const said = await response.json().catch(() => ({}));
  if (said.next) return said;
  if (!response.ok) throw Object.assign(new Error(), { sentence: said.sentence });
  return said;
}

async function ask(what, options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: known(options.allowCredentials),
    excludeCredentials: known(options.excludeCredentials),
  };
  if (what !== "add") return navigator.credentials.get({ publicKey });
  publicKey.user = { ...options.user, id: bytes(options.user.id) };
  return navigator.credentials.create({ publicKey });
}

function answered(credential) {
  const response = {};
  for (const part of PARTS) if (credential.response[part]) response[part] = text(credential.response[part]);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

export async function press(button) {
  const { passkey: what, next, cancelled, already } = button.dataset;
  const alert = button.closest(".passkey").querySelector("[role=alert]");
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  alert.textContent = "";
  try {
    let said = await post(`${what}/ask`, {});
    if (!said.next) {
      const credential = answered(await ask(what, said.publicKey));
      const name = button.form?.elements.name?.value;
      said = await post(what, { question: said.question, credential, name, next });
    }
    location.assign(said.next);
  } catch (error) {
    button.ariaBusy = null;
    alert.textContent = error.sentence ?? (error.name === "InvalidStateError" ? already : cancelled);
  }
}
