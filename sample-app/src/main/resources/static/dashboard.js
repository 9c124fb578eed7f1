"use strict";

// Labels, ids and images come from whoever may create a container. They reach the page only as text
// (textContent), never as markup.

const MAX_EVENTS = 200;
const REFRESH_DELAY = 250;
const POLL_INTERVAL = 5000;
const RETRY_DELAY = 2000;
const FRESH = 3000;

const byId = (id) => document.getElementById(id);

function element(tag, className, text) {
	const made = document.createElement(tag);
	if (className) made.className = className;
	if (text !== undefined) made.textContent = text;
	return made;
}

function setText(target, text) {
	if (target.textContent !== text) target.textContent = text;
}

// Makes the children of a parent match a list and keeps those that stay, with their focus and scrolling.
function reconcile(parent, items, keyOf, create, update) {
	const wanted = new Set(items.map(keyOf));
	const present = new Map();
	for (const child of [...parent.children]) {
		if (wanted.has(child.dataset.key)) present.set(child.dataset.key, child);
		else child.remove();
	}
	let cursor = parent.firstElementChild;
	for (const item of items) {
		const key = keyOf(item);
		let child = present.get(key);
		if (!child) {
			child = create();
			child.dataset.key = key;
		}
		update(child, item);
		if (child === cursor) cursor = cursor.nextElementSibling;
		else parent.insertBefore(child, cursor);
	}
}

// ---- state of the connection ------------------------------------------------------------------------

const connection = { page: "connecting", daemon: "connecting", problem: "" };

function showConnection() {
	const state = connection.page === "up" ? connection.daemon : connection.page;
	const words = { up: "connected", down: "daemon is down", offline: "page is offline", connecting: "connecting" };
	byId("state").dataset.state = state;
	setText(byId("state-text"), words[state]);
	const problem = state === "offline" ? "The application does not answer. What is shown here is old."
		: state === "down" ? connection.problem : "";
	setText(byId("problem"), problem);
	byId("problem").hidden = problem === "";
	byId("tree").dataset.stale = state === "down" || state === "offline";
}

// ---- the tree ---------------------------------------------------------------------------------------

let namespaces = [];

function createNamespace() {
	const section = element("section", "namespace");
	const header = element("header");
	header.append(element("h2"), element("span", "muted count"), element("ul", "labels"), element("p", "trouble"));
	section.append(header, element("ul", "containers"));
	return section;
}

function updateNamespace(section, namespace) {
	setText(section.querySelector("h2"), namespace.name);
	const count = namespace.containers.length;
	setText(section.querySelector(".count"), count === 1 ? "1 container" : `${count} containers`);
	updateLabels(section.querySelector("header .labels"), namespace.labels);
	setText(section.querySelector(".trouble"), namespace.problem ? `The tasks are not known: ${namespace.problem}` : "");
	reconcile(section.querySelector(".containers"), namespace.containers, (container) => container.id,
		createContainer, (item, container) => updateContainer(item, container, namespace.name));
}

function createContainer() {
	const item = element("li", "container");
	const title = element("div", "title");
	title.append(element("h3"), element("span", "badge"), element("span", "badge health"), element("span", "pid"),
		element("time", "created"));
	const inspect = element("button", "inspect", "Inspect");
	inspect.type = "button";
	inspect.addEventListener("click", () => inspectContainer(item.namespace, item.container));
	title.append(inspect);
	item.append(title, element("dl", "facts"), element("ul", "labels"));
	return item;
}

function updateContainer(item, container, namespace) {
	item.namespace = namespace;
	item.container = container.id;
	item.querySelector(".inspect").setAttribute("aria-label", `Inspect ${container.id} in ${namespace}`);
	const status = statusOf(container.task);
	if (item.dataset.status !== undefined && item.dataset.status !== status) {
		flash(item, "changed");
	}
	item.dataset.status = status;
	setText(item.querySelector("h3"), container.id);
	const badge = item.querySelector(".badge");
	badge.dataset.status = status;
	setText(badge, describeStatus(container.task));
	updateHealth(item.querySelector(".health"), container.declared);
	setText(item.querySelector(".pid"), container.task && container.task.status !== "STOPPED" ? `pid ${container.task.pid}` : "");
	updateTime(item.querySelector(".created"), container.createdAt, "created ");
	updateFacts(item.querySelector(".facts"), [
		["image", container.image],
		["runtime", container.runtime],
		["snapshot", container.snapshotter && `${container.snapshotter} ${container.snapshotKey || ""}`],
		["ended", container.task && container.task.exitedAt && relative(container.task.exitedAt)],
		...(container.declared ? declaredFacts(container.declared) : []),
	]);
	updateLabels(item.querySelector(".labels"), container.labels);
}

function updateHealth(badge, declared) {
	const health = declared ? declared.health : "";
	badge.dataset.status = health;
	badge.title = health ? `probes: ${describeProbes(declared)}` : "";
	badge.hidden = !health;
	setText(badge, health);
}

function describeProbes(declared) {
	return Object.entries(declared.probes).map(([name, state]) => `${name} ${state}`).join(", ");
}

function declaredFacts(declared) {
	return [
		["address", declared.addresses.join(" ")],
		["published", declared.ports.join(", ")],
		["probes", describeProbes(declared)],
	];
}

function statusOf(task) {
	if (!task) return "none";
	return task.exitStatus > 0 ? "FAILED" : task.status;
}

function describeStatus(task) {
	if (!task) return "no task";
	if (task.status !== "STOPPED") return task.status.toLowerCase();
	return task.exitStatus === undefined ? "stopped" : `exited ${task.exitStatus}`;
}

function updateFacts(list, facts) {
	reconcile(list, facts.filter(([, value]) => value), ([name]) => name, () => {
		const row = element("div");
		row.append(element("dt"), element("dd"));
		return row;
	}, (row, [name, value]) => {
		setText(row.firstElementChild, name);
		setText(row.lastElementChild, value);
	});
}

function updateLabels(list, labels) {
	reconcile(list, Object.entries(labels), ([key]) => key, () => {
		const label = element("li");
		label.append(element("b"), element("span"));
		return label;
	}, (label, [key, value]) => {
		setText(label.firstElementChild, `${key}=`);
		setText(label.lastElementChild, value);
	});
}

function updateTime(target, timestamp, prefix) {
	if (!timestamp) return;
	target.dateTime = timestamp;
	target.title = timestamp;
	setText(target, prefix + relative(timestamp));
}

function relative(timestamp) {
	const seconds = Math.max(0, Math.round((Date.now() - Date.parse(timestamp)) / 1000));
	if (seconds < 10) return "just now";
	if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s ago`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
	if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
	if (seconds < 30 * 86400) return `${Math.floor(seconds / 86400)} d ago`;
	return timestamp.slice(0, 10);
}

function flash(target, className) {
	target.classList.remove(className);
	target.addEventListener("animationend", () => target.classList.remove(className), { once: true });
	requestAnimationFrame(() => target.classList.add(className));
}

function showTree() {
	reconcile(byId("namespaces"), namespaces, (namespace) => namespace.name, createNamespace, updateNamespace);
	const containers = namespaces.flatMap((namespace) => namespace.containers);
	setText(byId("count-namespaces"), String(namespaces.length));
	setText(byId("count-containers"), String(containers.length));
	setText(byId("count-running"), String(containers.filter((container) => container.running).length));
	applyFilter();
}

// ---- the filter -------------------------------------------------------------------------------------

function words() {
	return byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
}

function matches(text, wanted) {
	return wanted.every((word) => text.includes(word));
}

function textOf(container) {
	const labels = Object.entries(container.labels).map(([key, value]) => `${key}=${value}`);
	return [container.id, container.image, ...(container.declared ? declaredFacts(container.declared).flat() : []), container.runtime, container.snapshotter, describeStatus(container.task),
		container.task && container.task.pid, ...labels].join(" ").toLowerCase();
}

function applyFilter() {
	const wanted = words();
	let shown = 0;
	const sections = [...byId("namespaces").children];
	namespaces.forEach((namespace, index) => {
		const section = sections[index];
		const own = `${namespace.name} ${Object.entries(namespace.labels).map((label) => label.join("=")).join(" ")}`.toLowerCase();
		const items = [...section.querySelector(".containers").children];
		let visible = 0;
		namespace.containers.forEach((container, position) => {
			const hit = matches(`${own} ${textOf(container)}`, wanted);
			items[position].hidden = !hit;
			if (hit) visible++;
		});
		section.hidden = visible === 0 && !matches(own, wanted);
		shown += visible;
	});
	for (const item of [...byId("events").children, ...byId("images").children]) {
		item.hidden = !matches(item.textContent.toLowerCase(), wanted);
	}
	showEventsEmpty();
	setText(byId("filter-result"), wanted.length ? (shown === 1 ? "1 container" : `${shown} containers`) : "");
	const empty = namespaces.length === 0 ? "There are no namespaces yet." : "Nothing matches the filter.";
	setText(byId("empty"), empty);
	byId("empty").hidden = connection.daemon !== "up" || sections.some((section) => !section.hidden);
}

function showEventsEmpty() {
	const events = [...byId("events").children];
	setText(byId("no-events"), events.length ? "Nothing matches the filter." : "Nothing has happened yet.");
	byId("no-events").hidden = events.some((item) => !item.hidden);
}

// ---- reading the tree -------------------------------------------------------------------------------

let refreshing = false;
let refreshAgain = false;
let refreshTimer;

async function refresh() {
	clearTimeout(refreshTimer);
	if (refreshing) {
		refreshAgain = true;
		return;
	}
	refreshing = true;
	try {
		const response = await fetch("api/tree", { cache: "no-store", signal: AbortSignal.timeout(15000) });
		show(await response.json());
	}
	catch (failure) {
		connection.page = "offline";
	}
	finally {
		refreshing = false;
	}
	showConnection();
	refreshTimer = setTimeout(refresh, refreshAgain ? REFRESH_DELAY : POLL_INTERVAL);
	refreshAgain = false;
}

function show(overview) {
	connection.page = "up";
	connection.daemon = overview.problem ? "down" : "up";
	connection.problem = overview.problem || "";
	setText(byId("address"), overview.address);
	if (!overview.problem) {
		setText(byId("version"), overview.version);
		namespaces = overview.namespaces;
		const declared = new Map(overview.declared.map((each) => [`${each.namespace} ${each.id}`, each]));
		for (const namespace of namespaces) {
			for (const container of namespace.containers) {
				container.declared = declared.get(`${namespace.name} ${container.id}`);
			}
		}
		showTree();
	}
}

let soon = false;

// Many events come together; one refresh serves them all.
function refreshSoon() {
	if (soon) return;
	soon = true;
	setTimeout(() => {
		soon = false;
		refresh();
	}, REFRESH_DELAY);
}

// ---- events -----------------------------------------------------------------------------------------

let lastId = 0;
let paused = false;
let held = [];

function kindOf({ topic, fields }) {
	if (topic.endsWith("/gap")) return "gap";
	if (topic.endsWith("/exit") && String(fields.exit_status) === "0") return "other";
	if (/\/(create|start|resumed|prepare|exec-started)$/.test(topic)) return "good";
	if (/\/(exit|oom|delete|remove)$/.test(topic)) return "bad";
	return "other";
}

function eventElement(event) {
	const item = element("li", "event");
	// The latest events, which come first, are no news.
	if (Date.now() - Date.parse(event.timestamp) < FRESH) item.classList.add("new");
	item.dataset.kind = kindOf(event);
	const line = element("div", "line");
	const time = element("time", "", new Date(event.timestamp).toLocaleTimeString([], { hour12: false }));
	time.dateTime = event.timestamp;
	time.title = event.timestamp;
	line.append(time, element("span", "topic", event.topic), element("span", "muted", event.namespace));
	const fields = Object.entries(event.fields).map(([name, value]) => `${name}=${value}`).join(" ");
	item.append(line, element("div", "fields", fields));
	item.hidden = !matches(item.textContent.toLowerCase(), words());
	return item;
}

function receive(event) {
	if (event.id <= lastId) return;
	lastId = event.id;
	if (paused) {
		held.push(event);
		if (held.length > MAX_EVENTS) held.shift();
		setText(byId("pause"), `Resume (${held.length})`);
	}
	else {
		add(event);
	}
	refreshSoon();
}

function add(event) {
	const list = byId("events");
	list.prepend(eventElement(event));
	while (list.children.length > MAX_EVENTS) list.lastElementChild.remove();
	showEventsEmpty();
}

function togglePause() {
	paused = !paused;
	byId("pause").setAttribute("aria-pressed", String(paused));
	setText(byId("pause"), paused ? "Resume" : "Pause");
	held.forEach(add);
	held = [];
}

function listen() {
	const source = new EventSource("api/events");
	source.onopen = refreshSoon;
	source.onmessage = (message) => receive(JSON.parse(message.data));
	source.onerror = () => {
		refreshSoon();
		// After an HTTP error the browser gives up; after a lost connection it tries again by itself.
		if (source.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_DELAY);
	};
}

byId("pause").addEventListener("click", togglePause);
byId("filter").addEventListener("input", applyFilter);
byId("filter-form").addEventListener("submit", (submit) => submit.preventDefault());
showConnection();
refresh();
listen();
