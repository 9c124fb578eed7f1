"use strict";

// The files of a container. Names are bytes: each comes as text to show, and percent-encoded to send back.

let browsed = null;

function openFiles({ namespace, id }) {
	browsed = { namespace, id, steps: [], entries: [] };
	setText(byId("files-title"), `Files of ${id}`);
	byId("files-list").replaceChildren();
	byId("files-result").hidden = true;
	byId("file-view").hidden = true;
	byId("files").showModal();
	listFiles();
}

function pathOf(key) {
	return `/${[...browsed.steps.map((step) => step.key), ...(key === undefined ? [] : [key])].join("/")}`;
}

function shownPath(name) {
	return `/${[...browsed.steps.map((step) => step.name), ...(name === undefined ? [] : [name])].join("/")}`;
}

function queryOf(key) {
	return { namespace: browsed.namespace, id: browsed.id, path: pathOf(key) };
}

async function listFiles() {
	const asked = browsed;
	showSteps();
	try {
		const path = pathOf();
		const entries = await read("files", queryOf());
		if (asked !== browsed || path !== pathOf()) return;
		entries.sort((one, other) => (other.type === "directory") - (one.type === "directory"));
		browsed.entries = entries;
		reconcile(byId("files-list"), entries, (entry) => entry.key, createFileRow, updateFileRow);
		byId("files-empty").hidden = entries.length > 0;
	}
	catch (failure) {
		fileProblem(failure);
	}
}

function fileProblem(failure) {
	byId("files-result").hidden = false;
	byId("files-result").dataset.state = "failed";
	setText(byId("files-result"), failure.message);
}

function showSteps() {
	const steps = [{ name: "/", depth: 0 }, ...browsed.steps.map((step, at) => ({ name: step.name, depth: at + 1 }))];
	byId("files-path").replaceChildren(...steps.map(({ name, depth }) => {
		const item = element("li");
		const button = rowButton(name, "step", () => goTo(browsed.steps.slice(0, depth)));
		if (depth === browsed.steps.length) button.setAttribute("aria-current", "location");
		item.append(button);
		return item;
	}));
}

function goTo(steps) {
	browsed.steps = steps;
	byId("files-result").hidden = true;
	byId("file-view").hidden = true;
	listFiles();
}

function createFileRow() {
	const item = element("li", "file");
	const download = element("a", "download", "Download");
	download.download = "";
	item.append(rowButton("", "name", () => openFile(item.file)), element("span", "muted mode"),
		element("span", "muted owner"), element("span", "size"), element("time", "created"), download,
		rowButton("Delete", "delete", () => deleteFile(item.file)));
	return item;
}

function updateFileRow(item, file) {
	item.file = file;
	item.dataset.type = file.type;
	const plain = file.type === "file";
	const name = item.querySelector(".name");
	setText(name, file.target ? `${file.name} → ${file.target}` : file.type === "directory" ? `${file.name}/` : file.name);
	name.title = file.type;
	name.disabled = !plain && file.type !== "directory" && file.type !== "symbolic link";
	setText(item.querySelector(".mode"), file.mode);
	setText(item.querySelector(".owner"), file.owner);
	setText(item.querySelector(".size"), plain ? size(file.size) : "");
	updateTime(item.querySelector(".created"), file.modifiedAt, "");
	const download = item.querySelector(".download");
	download.hidden = !plain;
	download.href = `api/files/download?${new URLSearchParams(queryOf(file.key))}`;
	download.setAttribute("aria-label", `Download ${file.name}`);
	item.querySelector(".delete").setAttribute("aria-label", `Delete ${file.name}`);
}

async function openFile(file) {
	if (file.type === "directory") {
		goTo([...browsed.steps, { name: file.name, key: file.key }]);
		return;
	}
	if (file.type === "symbolic link") {
		try {
			await read("files", queryOf(file.key));
			goTo([...browsed.steps, { name: file.name, key: file.key }]);
			return;
		}
		catch (failure) {
			// It leads to no directory; perhaps to a file.
		}
	}
	viewFile(file);
}

async function viewFile(file) {
	try {
		const view = await read("files/view", queryOf(file.key));
		byId("file-view").hidden = false;
		setText(byId("file-view-title"), shownPath(file.name));
		setText(byId("file-view-text"), view.text + (view.cut ? "\n… there is more." : ""));
		byId("file-view").scrollIntoView({ block: "nearest" });
	}
	catch (failure) {
		fileProblem(failure);
	}
}

function encodeName(name) {
	return encodeURIComponent(name).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

async function changeFiles(action, key, doing, done, options) {
	await perform(byId("files-result"), doing, done, () => send(`files/${action}`, queryOf(key), options));
	listFiles();
}

async function uploadFile() {
	const file = byId("files-chosen").files[0];
	byId("files-chosen").value = "";
	if (!file) return;
	const key = encodeName(file.name);
	const replaced = browsed.entries.some((entry) => entry.key === key);
	const sure = await ask(replaced ? "Replace this file?" : "Upload this file?",
		`${size(file.size)}, to ${browsed.id} in ${browsed.namespace}.`, [shownPath(file.name)],
		replaced ? "Replace" : "Upload", replaced ? "danger" : "primary");
	if (sure) {
		changeFiles("upload", key, `Uploading ${file.name}`, `${file.name} has been uploaded.`,
			{ body: file, headers: { "Content-Type": "application/octet-stream" } });
	}
}

async function makeDirectory() {
	const answer = await askFor({ title: "Make a directory?", text: `In ${shownPath()} of ${browsed.id}.`, label: "Name", verb: "Make" });
	if (answer) changeFiles("directory", encodeName(answer.name), `Making ${answer.name}`, `${answer.name} has been made.`);
}

async function deleteFile(file) {
	const directory = file.type === "directory";
	const sure = await ask(directory ? "Delete this directory and all that is in it?" : "Delete this file?",
		`In ${browsed.id} in ${browsed.namespace}.`, [shownPath(file.name)], "Delete");
	if (sure) changeFiles("delete", file.key, `Deleting ${file.name}`, `${file.name} has been deleted.`);
}

byId("files-upload").addEventListener("click", () => byId("files-chosen").click());
byId("files-chosen").addEventListener("change", uploadFile);
byId("files-directory").addEventListener("click", makeDirectory);
byId("files-close").addEventListener("click", () => byId("files").close());
byId("file-view-close").addEventListener("click", () => { byId("file-view").hidden = true; });
byId("files").addEventListener("close", () => { browsed = null; });
