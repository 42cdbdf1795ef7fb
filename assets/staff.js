// What only staff pages use; every one of them works without it.

// A form with data-autosave="/address" sends each changed field there: field, value (once for each checked box),
// form-token, version. The answer may carry the new version in the header Record-Version. A control inside
// data-autosave-group goes with all fields of its group, so that a date or rows arrive whole; the group keeps its version.
function autosave(form) {
	const status = form.querySelector('[data-autosave-status]');
	let last = Promise.resolve();

	const clock = () => new Date().toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit'});
	const say = (text, failed) => {
		status.textContent = text;
		status.classList.toggle('kith-saved--failed', failed);
	};

	const groupVersion = (group) => group.querySelector('input[name^="version-"]');

	function groupFields(group) {
		const body = new URLSearchParams();
		body.set('autosave', 'yes');
		for (const control of group.querySelectorAll('input, select, textarea')) {
			const open = control.type !== 'radio' && control.type !== 'checkbox' || control.checked;
			if (control.name && open) body.append(control.name, control.value);
		}
		for (const name of ['form-token', 'giver']) {
			const control = form.elements.namedItem(name);
			if (control) body.set(name, control.value);
		}
		return body;
	}

	function fields(control) {
		const group = control.closest('[data-autosave-group]');
		if (group) return groupFields(group);
		const body = new URLSearchParams();
		body.set('field', control.name);
		for (const value of new FormData(form).getAll(control.name)) body.append('value', value);
		for (const name of ['form-token', 'version']) {
			const hidden = form.elements.namedItem(name);
			if (hidden) body.set(name, hidden.value);
		}
		return body;
	}

	async function save(control) {
		try {
			const answer = await fetch(form.dataset.autosave,
				{method: 'POST', body: fields(control), credentials: 'same-origin'});
			if (answer.status === 409) {
				say('Somebody else changed this answer. Yours is still on this page: save the page to see both.', true);
			} else if (!answer.ok || answer.redirected) {
				say('Not saved. What you wrote is still on this page: use the save button, or sign in again first.', true);
			} else {
				const group = control.closest('[data-autosave-group]');
				const version = group ? groupVersion(group) : form.elements.namedItem('version');
				const newer = answer.headers.get('Record-Version');
				if (version && newer) version.value = newer;
				say(`Saved ${clock()}`, false);
			}
		} catch {
			say('No connection. What you wrote is still on this page: try the save button when you are back online.', true);
		}
	}

	form.addEventListener('change', (event) => {
		const control = event.target;
		if (!control.name || control.type === 'file' || control.type === 'password' || control.name === 'giver') return;
		last = last.then(() => save(control));
	});
}

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form);

// data-fresh="/address": its inside anew every four seconds, for 15 minutes after the last move or key.
for (const part of document.querySelectorAll('[data-fresh]')) {
	let left = 225;
	let shown;
	for (const kind of ['pointermove', 'keydown']) document.addEventListener(kind, () => { left = 225; });
	setInterval(async () => {
		if (--left < 0) return;
		const answer = await fetch(part.dataset.fresh);
		if (!answer.ok || answer.redirected) return;
		const text = await answer.text();
		if (text !== shown) part.innerHTML = shown = text;
	}, 4000);
}
