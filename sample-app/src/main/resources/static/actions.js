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
		json({ ...target, name: answer.name, memory: answer.option })));
	refreshImages();
}

function copyInspected() {
	act({ title: `Copy ${inspected.id}?`, text: "It gets the files and the settings. A running container stands still meanwhile.",
		label: "Name of the copy", value: `${inspected.id}-copy`, verb: "Copy" },
	"container/copy", "Copying", (name) => `Copied to ${name}.`);
}

function publishInspected() {
	act({ title: `Publish ${inspected.id} as an image?`, text: "What the container has written becomes a new layer. A running container stands still meanwhile.",
		label: "Name of the image", value: `example.local/${inspected.id}:latest`, verb: "Publish" },
	"container/publish", "Publishing", (name) => `Published as ${name}.`);
}

function migrateInspected() {
	act({ title: `Migrate ${inspected.id} to another namespace?`, text: `It moves out of ${inspected.namespace}, with its files, snapshots and settings. A running container can only move with its processes.`,
		label: "Namespace", verb: "Migrate", option: "With its running processes (needs CRIU)" },
	"container/migrate", "Migrating", (name) => `Migrated to ${name}.`);
}

// ---- snapshots --------------------------------------------------------------------------------------

let snapshotsOf = null;

function openSnapshots() {
	snapshotsOf = inspected;
	setText(byId("snapshots-title"), `Snapshots of ${snapshotsOf.id}`);
	byId("snapshots-list").replaceChildren();
	byId("snapshots-empty").hidden = true;
	byId("snapshots-result").hidden = true;
	byId("snapshots").showModal();
	readSnapshots();
}

async function readSnapshots() {
	const asked = snapshotsOf;
	try {
		const snapshots = await read("snapshots", asked);
		if (asked !== snapshotsOf) return;
		reconcile(byId("snapshots-list"), snapshots, (snapshot) => snapshot.name, createSnapshotRow, updateSnapshotRow);
		byId("snapshots-empty").hidden = snapshots.length > 0;
	}
	catch (failure) {
		byId("snapshots-result").hidden = false;
		byId("snapshots-result").dataset.state = "failed";
		setText(byId("snapshots-result"), failure.message);
	}
}

function rowButton(text, className, action) {
	const button = element("button", className, text);
	button.type = "button";
	button.addEventListener("click", action);
	return button;
}

function createSnapshotRow() {
	const item = element("li", "snapshot");
	const name = element("div", "name");
	name.append(element("h3"), element("span", "badge"));
	item.append(name, element("span", "size"), element("time", "created"),
		rowButton("Restore", "restore", () => restoreSnapshot(item.snapshot)),
		rowButton("Delete", "delete", () => deleteSnapshot(item.snapshot)));
	return item;
}

function updateSnapshotRow(item, snapshot) {
	item.snapshot = snapshot;
	setText(item.querySelector("h3"), snapshot.name);
	setText(item.querySelector(".badge"), snapshot.memory ? "with memory" : "files");
	setText(item.querySelector(".size"), size(snapshot.size));
	updateTime(item.querySelector(".created"), snapshot.createdAt, "");
	item.querySelector(".restore").setAttribute("aria-label", `Restore ${snapshot.name}`);
	item.querySelector(".delete").setAttribute("aria-label", `Delete ${snapshot.name}`);
}

async function changeSnapshot(path, doing, done, name, memory = false) {
	await perform(byId("snapshots-result"), doing, done, () => send(`snapshots/${path}`, {},
		json({ ...snapshotsOf, name, memory })));
	readSnapshots();
}

async function createSnapshot() {
	const answer = await askFor({ title: `Take a snapshot of ${snapshotsOf.id}?`, text: "A running container stands still while it is taken.",
		label: "Name", value: `snap${byId("snapshots-list").children.length}`, verb: "Take", option: "With the memory of its processes (needs CRIU)" });
	if (answer) changeSnapshot("create", `Taking the snapshot ${answer.name}`, `The snapshot ${answer.name} has been taken.`, answer.name, answer.option);
}

async function restoreSnapshot(snapshot) {
	const then = snapshot.memory ? "Its processes go on from where they were then." : "A running container ends, and starts anew.";
	const sure = await ask(`Restore ${snapshotsOf.id} to this snapshot?`, `What it has written since is lost. ${then}`, [snapshot.name], "Restore");
	if (sure) changeSnapshot("restore", `Restoring ${snapshotsOf.id}`, `${snapshotsOf.id} has been restored to ${snapshot.name}.`, snapshot.name);
}

async function deleteSnapshot(snapshot) {
	const sure = await ask("Delete this snapshot?", `Of ${snapshotsOf.id} in ${snapshotsOf.namespace}.`, [snapshot.name], "Delete");
	if (sure) changeSnapshot("delete", `Deleting the snapshot ${snapshot.name}`, `The snapshot ${snapshot.name} has been deleted.`, snapshot.name);
}

byId("action-terminal").addEventListener("click", () => openTerminal(inspected));
byId("action-files").addEventListener("click", () => openFiles(inspected));
byId("action-snapshots").addEventListener("click", openSnapshots);
byId("action-copy").addEventListener("click", copyInspected);
byId("action-publish").addEventListener("click", publishInspected);
byId("action-migrate").addEventListener("click", migrateInspected);
byId("snapshots-create").addEventListener("click", createSnapshot);
byId("snapshots-close").addEventListener("click", () => byId("snapshots").close());
byId("prompt-no").addEventListener("click", () => byId("prompt").close("no"));
