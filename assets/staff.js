// What only staff pages use; every one of them works without it.
import {openKept} from './keep.js';

// A form with data-autosave="/address" sends each changed field there: field, value (once for each checked box),
// form-token, version. The answer may carry the new version in the header Record-Version. A control inside
// data-autosave-group goes with all fields of its group, so that a date or rows arrive whole; the group keeps its version.
// With data-keeping-key a group that could not be sent is kept on this device (keep.js), sent when there is a connection
// again, and offered when the page is opened anew.
function autosave(form) {
	const status = form.querySelector('[data-autosave-status]');
	const waiting = new Set(); // groups that were changed and are not known to be saved
	const typed = new Map();   // group: how often it was changed, so that a late answer forgets nothing newer
	let last = Promise.resolve();
	let signedOut = false;
	let leaving = false;       // a button of the form was pressed: what it sends holds every field

	const clock = () => new Date().toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit'});
	const say = (text, failed) => {
		status.textContent = text;
		status.classList.toggle('kith-saved--failed', failed);
	};

	const groupVersion = (group) => group.querySelector('input[name^="version-"]');
	const groupQuestion = (group) => group.querySelector('input[name="shown"]')?.value;
	let kept = null;
	const opened = openKept(form.dataset.autosave, form.dataset.keepingKey).catch(() => null).then((drawer) => {
		kept = drawer;
	});
	const here = () => (kept ? 'kept on this device, only for you' : 'still on this page');

	function groupFields(group) {
		const body = new URLSearchParams();
		body.set('autosave', 'yes');
		for (const control of group.querySelectorAll('input, select, textarea')) {
			const open = control.type !== 'radio' && control.type !== 'checkbox' || control.checked;
			if (control.name && open) body.append(control.name, control.value);
		}
		const giver = form.elements.namedItem('giver');
		if (giver) body.set('giver', giver.value);
		return body;
	}

	function fields(control) {
		const group = control.closest('[data-autosave-group]');
		if (group) return groupFields(group);
		const body = new URLSearchParams();
		body.set('field', control.name);
		for (const value of new FormData(form).getAll(control.name)) body.append('value', value);
		const version = form.elements.namedItem('version');
		if (version) body.set('version', version.value);
		return body;
	}

	async function keep(group) {
		typed.set(group, (typed.get(group) ?? 0) + 1);
		waiting.add(group);
		try {
			await opened;
			await kept?.put(groupQuestion(group), groupFields(group).toString());
		} catch {
			say('This device has no room to keep what you write. Save the page before you close it.', true);
		}
	}

	const send = (body) => {
		body.set('form-token', form.elements.namedItem('form-token').value);
		return fetch(form.dataset.autosave, {method: 'POST', body, credentials: 'same-origin', redirect: 'manual'});
	};

	async function save(control) {
		const group = control.closest('[data-autosave-group]');
		const times = typed.get(group);
		try {
			const answer = await send(fields(control));
			if (answer.status === 409) {
				waiting.delete(group);
				say('Somebody else changed this answer. Yours is still on this page: save the page to see both.', true);
			} else if (answer.status === 403 || answer.type === 'opaqueredirect') {
				signedOut = true;
				say(`Not saved: you are signed out. What you wrote is ${here()}. Sign in again and open this page: it is offered there.`,
					true);
			} else if (!answer.ok) {
				say(`Not saved. What you wrote is ${here()}: use the save button.`, true);
			} else {
				const version = group ? groupVersion(group) : form.elements.namedItem('version');
				const newer = answer.headers.get('Record-Version');
				if (version && newer) version.value = newer;
				if (group && typed.get(group) === times) {
					waiting.delete(group);
					kept?.remove(groupQuestion(group));
				}
				say(`Saved ${clock()}`, false);
			}
		} catch {
			say(`No connection. What you wrote is ${here()} and is sent when there is a connection again.`, true);
		}
	}

	const sendWaiting = () => {
		if (signedOut) return;
		for (const group of waiting) last = last.then(() => waiting.has(group) && save(group));
	};

	const isAnswer = (control) => control.name && control.type !== 'file' && control.type !== 'password'
		&& control.name !== 'giver';
	const pauses = new Map();
	form.addEventListener('input', (event) => {
		const group = isAnswer(event.target) && event.target.closest('[data-autosave-group]');
		if (!group) return;
		clearTimeout(pauses.get(group));
		pauses.set(group, setTimeout(() => keep(group), 400));
	});
	form.addEventListener('change', (event) => {
		const control = event.target;
		const group = isAnswer(control) && control.closest('[data-autosave-group]');
		if (!isAnswer(control)) return;
		clearTimeout(pauses.get(group));
		const sent = leaving;
		last = last.then(() => group && keep(group)).then(() => !sent && save(control));
	});
	// A change is told of after the press and before the form goes: both at once would race each other.
	form.addEventListener('pointerdown', (event) => {
		leaving = Boolean(event.target.closest('button:not([type="button"])'));
		if (leaving) setTimeout(() => {
			leaving = false;
			sendWaiting();
		}, 3000);
	});
	form.addEventListener('submit', (event) => {
		// Theirs was chosen: one's own words are not offered again.
		if (event.submitter?.name === 'keep') kept?.remove(event.submitter.value);
	});
	addEventListener('online', sendWaiting);
	setInterval(sendWaiting, 15000);

	opened.then(() => kept && offer(form, kept, send));
}

// The same day or sum may be typed in several ways, and a page that was saved shows it in one of them.
function plainly(typed) {
	const text = typed.trim();
	const day = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
	if (day) return `${Number(day[3])}/${Number(day[2])}/${day[1]}`;
	const british = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text);
	if (british) return `${Number(british[1])}/${Number(british[2])}/${british[3]}`;
	return /^£?[\d,]+(\.\d+)?$/.test(text) ? String(Number(text.replace(/[£,]/g, ''))) : text;
}

// What an earlier page kept and never sent, above the form: save it, or throw it away.
async function offer(form, kept, send) {
	const same = (entry) => {
		const group = form.querySelector(`input[name="shown"][value="${CSS.escape(entry.question)}"]`)
			?.closest('[data-autosave-group]');
		if (!group || group.querySelector('.kith-conflict')) return false;
		const sent = new URLSearchParams(entry.fields);
		return [...group.querySelectorAll('input, select, textarea')].every((control) => {
			if (!control.name || control.type === 'hidden') return true;
			const values = sent.getAll(control.name);
			if (control.type === 'radio' || control.type === 'checkbox') return control.checked === values.includes(control.value);
			// A page that was saved has empty rows that the one before had not.
			if (values.length === 0) return control.value === '';
			return values.some((value) => plainly(value) === plainly(control.value));
		});
	};
	// On this page both answers to some question stand already: what is chosen here settles it.
	if (form.querySelector('.kith-conflict')) return;
	const entries = [];
	for (const entry of await kept.all()) {
		if (same(entry)) kept.remove(entry.question);
		else entries.push(entry);
	}
	if (entries.length === 0) return;

	const box = document.createElement('div');
	box.className = 'govuk-inset-text kith-kept';
	const words = document.createElement('p');
	const when = new Date(entries[0].at).toLocaleString('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
	words.textContent = `${entries.length === 1 ? 'One answer that you gave' : `${entries.length} answers that you gave`} on this `
		+ `device, the first ${when}, ${entries.length === 1 ? 'was' : 'were'} never saved.`;
	const group = document.createElement('div');
	group.className = 'govuk-button-group';
	const button = (text, act) => {
		const made = document.createElement('button');
		made.type = 'button';
		made.className = 'govuk-button govuk-button--secondary';
		made.textContent = text;
		made.addEventListener('click', act);
		group.append(made);
	};
	button('Save them now', async () => {
		const collided = [];
		for (const entry of entries.splice(0)) {
			const answer = await send(new URLSearchParams(entry.fields)).catch(() => null);
			if (answer?.ok) kept.remove(entry.question);
			else if (answer?.status === 409 || answer?.status === 422) collided.push(entry);
			else entries.push(entry);
		}
		if (entries.length > 0) words.textContent = 'Not all could be saved now. They are still kept on this device.';
		else if (collided.length === 0) location.reload();
		else showBoth(form, collided);
	});
	button('Throw them away', () => {
		for (const entry of entries) kept.remove(entry.question);
		box.remove();
	});
	box.append(words, group);
	form.before(box);
}

// The page that shows both answers, with who and when, is the server's answer to an ordinary save. One giver at a time:
// what another gave is offered again after it.
function showBoth(form, entries) {
	const sending = document.createElement('form');
	sending.method = 'post';
	sending.action = form.action;
	const add = (name, value) => {
		const field = document.createElement('input');
		field.type = 'hidden';
		field.name = name;
		field.value = value;
		sending.append(field);
	};
	const giver = new URLSearchParams(entries[0].fields).get('giver') ?? '';
	add('form-token', form.elements.namedItem('form-token').value);
	add('section', form.elements.namedItem('section')?.value ?? '');
	add('giver', giver);
	for (const entry of entries) {
		const sent = new URLSearchParams(entry.fields);
		if ((sent.get('giver') ?? '') !== giver) continue;
		for (const [name, value] of sent) if (name !== 'autosave' && name !== 'giver') add(name, value);
	}
	document.body.append(sending);
	sending.submit();
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
