"use strict";

// What is done with one container. Everything that changes something asks first.

async function send(path, query, options = {}) {
	let response;
	try {
		response = await fetch(`api/changes/${path}?${new URLSearchParams(query)}`, { method: "POST", ...options,
			headers: { "X-Containerd-Dashboard": "1", ...options.headers } });
	}
	catch (failure) {
		throw new Error("The application does not answer.");
	}
	return answerOf(response);
}

async function read(path, query) {
	let response;
	try {
		response = await fetch(`api/${path}?${new URLSearchParams(query)}`, { cache: "no-store" });
	}
	catch (failure) {
		throw new Error("The application does not answer.");
	}
	return answerOf(response);
}

async function answerOf(response) {
	const text = await response.text();
	if (response.ok) return text ? JSON.parse(text) : undefined;
	let problem;
	try {
		problem = JSON.parse(text);
	}
	catch (failure) {
		problem = {};
	}
	throw new Error(problem.problem || problem.error || `The application answered ${response.status}.`);
}

// Does something and tells how far it is; answers whether it was done.
async function perform(target, doing, done, work) {
	target.hidden = false;
	target.dataset.state = "busy";
	setText(target, `${doing} …`);
	try {
		await work();
		target.dataset.state = "done";
		setText(target, done);
		return true;
	}
	catch (failure) {
		target.dataset.state = "failed";
		setText(target, failure.message);
		return false;
	}
	finally {
		refreshSoon();
	}
}

// Asks for a name, and whether to go on. Answers null if not.
function askFor({ title, text, label, value = "", verb, option }) {
	setText(byId("prompt-title"), title);
	setText(byId("prompt-text"), text);
	setText(byId("prompt-label"), label);
	byId("prompt-value").value = value;
	byId("prompt-option-line").hidden = !option;
	byId("prompt-option").checked = false;
	setText(byId("prompt-option-label"), option || "");
	setText(byId("prompt-yes"), verb);
	const dialog = byId("prompt");
	dialog.returnValue = "no";
	dialog.showModal();
	byId("prompt-value").select();
	return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"
		? { name: byId("prompt-value").value.trim(), option: byId("prompt-option").checked } : null), { once: true }));
}

async function act(question, path, doing, done) {
	const target = inspected;
	const answer = await askFor(question);
	if (!answer) return;
	await perform(byId("inspect-result"), doing, done(answer.name), () => send(path, {},
		json({ ...target, name: answer.name })));
	refreshImages();
}

function publishInspected() {
	act({ title: `Publish ${inspected.id} as an image?`, text: "What the container has written becomes a new layer. A running container stands still meanwhile.",
		label: "Name of the image", value: `example.local/${inspected.id}:latest`, verb: "Publish" },
	"container/publish", "Publishing", (name) => `Published as ${name}.`);
}

function rowButton(text, className, action) {
	const button = element("button", className, text);
	button.type = "button";
	button.addEventListener("click", action);
	return button;
}

byId("action-terminal").addEventListener("click", () => openTerminal(inspected));
byId("action-files").addEventListener("click", () => openFiles(inspected));
byId("action-publish").addEventListener("click", publishInspected);
byId("prompt-no").addEventListener("click", () => byId("prompt").close("no"));
