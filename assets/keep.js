// What was typed and could not be sent yet stays on this device: locked with the key that the page brought, which only
// comes to the person who typed it once they are signed in, and is not kept here. So another person at the same device,
// or somebody who takes it away, reads nothing. Without Web Crypto (a page that came over plain HTTP) nothing is kept.

const PREFIX = 'kith-kept/';
const DAYS = 14;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

// Removes what is too old, whoever typed it.
function sweep() {
	for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
		const entry = JSON.parse(localStorage.getItem(name));
		if (Date.now() - entry.at > DAYS * 24 * 3600 * 1000) localStorage.removeItem(name);
	}
}

// The drawer of one form: put, remove, all. null where nothing can be kept.
export async function openKept(address, keyText) {
	if (!keyText || !globalThis.crypto?.subtle || !globalThis.localStorage) return null;
	const raw = bytesOf(keyText);
	const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
	// Whose it is, without saying who: entries of others are not tried.
	const mark = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', raw))).slice(0, 16);
	const place = (question) => `${PREFIX}${mark}${address}/${question}`;
	try {
		sweep();
	} catch { /* an entry that is not ours to read does no harm */ }
	return {
		// fields is what would have been sent; the text says when it was typed.
		async put(question, fields) {
			const iv = crypto.getRandomValues(new Uint8Array(12));
			const plain = encoder.encode(JSON.stringify({question, fields}));
			const locked = await crypto.subtle.encrypt({name: 'AES-GCM', iv}, key, plain);
			localStorage.setItem(place(question), JSON.stringify({at: Date.now(), iv: hex(iv), locked: hex(new Uint8Array(locked))}));
		},
		remove(question) {
			localStorage.removeItem(place(question));
		},
		async all() {
			const found = [];
			for (const name of Object.keys(localStorage).filter((each) => each.startsWith(place('')))) {
				try {
					const entry = JSON.parse(localStorage.getItem(name));
					const plain = await crypto.subtle.decrypt({name: 'AES-GCM', iv: bytesOf(entry.iv)}, key, bytesOf(entry.locked));
					found.push({...JSON.parse(decoder.decode(plain)), at: entry.at});
				} catch { /* locked with an older key: left alone until it is too old */ }
			}
			return found.sort((one, other) => one.at - other.at);
		},
	};
}
