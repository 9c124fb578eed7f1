"use strict";

// The images, and what this page does with them. Every change carries a header that a form of another page
// cannot send.

const IMAGES_INTERVAL = 10000;
const JOBS_INTERVAL = 400;
const JOB_STAYS = 6000;

let images = [];
let jobs = [];
let imagesTimer;
let jobsTimer;
const uploads = new Map();
const endedAt = new Map();

// ---- the list ---------------------------------------------------------------------------------------

function size(bytes) {
	if (bytes === undefined || bytes === null) return "incomplete";
	const units = ["B", "kB", "MB", "GB", "TB"];
	let value = bytes;
	let unit = 0;
	while (value >= 1000 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

function createImage() {
	const item = element("li", "image");
	const remove = element("button", "delete", "Delete");
	remove.type = "button";
	remove.addEventListener("click", () => confirmDelete(item.image));
	const name = element("div", "name");
	name.append(element("h3"), element("span", "muted digest"));
	item.append(name, element("span", "muted where"), element("span", "size"), element("time", "created"), remove);
	return item;
}

function updateImage(item, image) {
	item.image = image;
	setText(item.querySelector("h3"), image.name);
	setText(item.querySelector(".digest"), image.digest.replace(/^(\w+:.{12}).*/, "$1"));
	item.querySelector(".digest").title = image.digest;
	setText(item.querySelector(".where"), image.namespace);
	setText(item.querySelector(".size"), size(image.size));
	updateTime(item.querySelector(".created"), image.createdAt, "");
	const remove = item.querySelector(".delete");
	remove.hidden = byId("pull-form").hidden;
	remove.setAttribute("aria-label", `Delete ${image.name} in ${image.namespace}`);
}

function showImages() {
	reconcile(byId("images"), images, (image) => `${image.namespace} ${image.name}`, createImage, updateImage);
	const total = images.length === 1 ? "1 image" : `${images.length} images`;
	const distinct = new Map(images.map((image) => [image.digest, image.size || 0]));
	const bytes = [...distinct.values()].reduce((sum, value) => sum + value, 0);
	setText(byId("images-count"), images.length ? `${total}, ${size(bytes)}` : "");
	setText(byId("count-images"), String(images.length));
	byId("no-images").hidden = images.length > 0;
	reconcile(byId("namespace-names"), namespaces, (namespace) => namespace.name, () => element("option"),
		(option, namespace) => { option.value = namespace.name; });
	applyFilter();
}

async function refreshImages() {
	clearTimeout(imagesTimer);
	try {
		const response = await fetch("api/images", { cache: "no-store", signal: AbortSignal.timeout(15000) });
		if (response.ok) {
			const answer = await response.json();
			byId("pull-form").hidden = !answer.changes;
			images = answer.images;
			showImages();
			showJobs(answer.jobs);
		}
	}
	catch (failure) {
		// The state of the connection is shown by the list of containers.
	}
	imagesTimer = setTimeout(refreshImages, IMAGES_INTERVAL);
}

// ---- pulls and imports ------------------------------------------------------------------------------

function createJob() {
	const item = element("li", "job");
	const line = element("div", "line");
	const cancel = element("button", "cancel", "Cancel");
	cancel.type = "button";
	cancel.addEventListener("click", () => cancelJob(item.job));
	line.append(element("b", "kind"), element("span", "what"), element("span", "muted numbers"), cancel);
	const bar = element("progress");
	bar.max = 1000;
	item.append(line, bar, element("p", "reason"));
	return item;
}

function updateJob(item, job) {
	item.job = job;
	item.dataset.state = job.state;
	const verbs = { RUNNING: { pull: "Pulling", import: "Importing" }, DONE: { pull: "Pulled", import: "Imported" },
		FAILED: { pull: "Pull failed", import: "Import failed" }, CANCELLED: { pull: "Pull cancelled", import: "Import cancelled" } };
	setText(item.querySelector(".kind"), verbs[job.state][job.kind]);
	setText(item.querySelector(".what"), `${job.image} \u2192 ${job.namespace}`);
	setText(item.querySelector(".numbers"), numbers(job));
	const bar = item.querySelector("progress");
	bar.setAttribute("aria-label", `${job.kind} of ${job.image}`);
	if (job.totalBytes > 0) bar.value = Math.round(1000 * job.bytes / job.totalBytes);
	else if (job.state === "RUNNING") bar.removeAttribute("value");
	else bar.value = job.state === "DONE" ? 1000 : 0;
	item.querySelector(".cancel").hidden = job.state !== "RUNNING" || (job.kind === "import" && !uploads.has(job.image));
	setText(item.querySelector(".reason"), job.state === "FAILED" ? job.problem || "" : "");
}

function numbers(job) {
	const parts = [];
	if (job.totalBytes > 0) parts.push(job.state === "RUNNING" ? `${size(job.bytes)} of ${size(job.totalBytes)}` : size(job.totalBytes));
	if (job.layers > 0) parts.push(job.state === "RUNNING" ? `${job.layersDone} of ${job.layers} layers` : job.layers === 1 ? "1 layer" : `${job.layers} layers`);
	if (job.state === "RUNNING" && job.unpacked > 0) parts.push(`${job.unpacked} unpacked`);
	return parts.join(", ");
}

function showJobs(latest) {
	const finished = latest.some((job) => job.state !== "RUNNING"
		&& jobs.some((before) => before.id === job.id && before.state === "RUNNING"));
	jobs = latest;
	const now = Date.now();
	const shown = jobs.filter((job) => {
		if (job.state !== "RUNNING" && !endedAt.has(job.id)) endedAt.set(job.id, now);
		return job.state === "RUNNING" || job.state === "FAILED" || now - endedAt.get(job.id) < JOB_STAYS;
	}).slice(0, 6);
	reconcile(byId("jobs"), shown, (job) => String(job.id), createJob, updateJob);
	if (finished) refreshImages();
	followJobs();
}

// Asks often while something runs, and once more to take away what has been shown long enough.
function followJobs() {
	clearTimeout(jobsTimer);
	const running = jobs.some((job) => job.state === "RUNNING") || uploads.size > 0;
	const fading = jobs.some((job) => job.state !== "RUNNING" && job.state !== "FAILED" && Date.now() - endedAt.get(job.id) < JOB_STAYS);
	if (running || fading) jobsTimer = setTimeout(refreshJobs, running ? JOBS_INTERVAL : JOB_STAYS / 2);
}

async function refreshJobs() {
	try {
		const response = await fetch("api/jobs", { cache: "no-store", signal: AbortSignal.timeout(15000) });
		if (response.ok) showJobs(await response.json());
	}
	catch (failure) {
		followJobs();
	}
}

// ---- changes ----------------------------------------------------------------------------------------

async function change(path, options = {}) {
	byId("change-problem").hidden = true;
	try {
		const response = await fetch(`api/changes/${path}`, { method: "POST", ...options,
			headers: { "X-Containerd-Dashboard": "1", ...options.headers } });
		const text = await response.text();
		const answer = text ? JSON.parse(text) : undefined;
		if (response.ok) return answer;
		complain((answer && (answer.problem || answer.error)) || `The application answered ${response.status}.`);
	}
	catch (failure) {
		if (failure.name !== "AbortError") complain("The application does not answer.");
	}
	return null;
}

function complain(problem) {
	setText(byId("change-problem"), problem);
	byId("change-problem").hidden = false;
}

function json(body) {
	return { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function pull(submit) {
	submit.preventDefault();
	const name = byId("reference").value.trim();
	const namespace = byId("change-namespace").value.trim();
	if (!await ask("Pull this image?", `To ${namespace}. An image of that name is replaced.`, [name], "Pull", "primary")) return;
	const started = await change("pull", json({ namespace, name }));
	if (started) byId("reference").value = "";
	refreshJobs();
}

async function importArchive() {
	const file = byId("archive").files[0];
	byId("archive").value = "";
	if (!file) return;
	const namespace = byId("change-namespace").value.trim();
	if (!await ask("Import this archive?", `${size(file.size)}, to ${namespace}. Images of the names in it are replaced.`,
		[file.name], "Import", "primary")) return;
	const abort = new AbortController();
	uploads.set(file.name, abort);
	followJobs();
	const query = new URLSearchParams({ namespace, name: file.name });
	await change(`import?${query}`, { body: file, signal: abort.signal, headers: { "Content-Type": "application/octet-stream" } });
	uploads.delete(file.name);
	refreshJobs();
	refreshImages();
}

function cancelJob(job) {
	const upload = job.kind === "import" && uploads.get(job.image);
	if (upload) upload.abort();
	else change(`cancel?${new URLSearchParams({ job: String(job.id) })}`);
}

function ask(title, text, items, verb, kind = "danger") {
	setText(byId("confirm-title"), title);
	setText(byId("confirm-text"), text);
	reconcile(byId("confirm-list"), items, (item) => item, () => element("li"), (entry, item) => setText(entry, item));
	setText(byId("confirm-yes"), verb);
	byId("confirm-yes").className = kind;
	const dialog = byId("confirm");
	dialog.returnValue = "no";
	dialog.showModal();
	return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}

async function confirmDelete(image) {
	const sure = await ask("Delete this image?", `In ${image.namespace}. Containers that were made of it keep their files.`,
		[image.name], "Delete");
	if (sure) {
		await change("delete", json({ namespace: image.namespace, name: image.name }));
		refreshImages();
	}
}

async function prune() {
	const namespace = byId("change-namespace").value.trim();
	const found = await change(`prune?${new URLSearchParams({ namespace, dryRun: "true" })}`, {});
	if (!found) return;
	if (found.images.length === 0) {
		complain(`Every image in ${namespace} is used by a container.`);
		return;
	}
	const sure = await ask(`Delete what no container uses?`, `In ${namespace}. This frees about ${size(found.bytes)}.`,
		found.images, found.images.length === 1 ? "Delete 1 image" : `Delete ${found.images.length} images`);
	if (sure) {
		await change(`prune?${new URLSearchParams({ namespace, dryRun: "false" })}`, {});
		refreshImages();
	}
}

byId("pull-form").addEventListener("submit", pull);
byId("import").addEventListener("click", () => byId("archive").click());
byId("archive").addEventListener("change", importArchive);
byId("prune").addEventListener("click", prune);
refreshImages();
