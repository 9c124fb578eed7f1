"use strict";

// One container: its limits and probes, the end of its log, and commands that are run in it.

const INSPECT_INTERVAL = 2000;

let inspected = null;
let inspectTimer;

function inspectContainer(namespace, id) {
	inspected = { namespace, id };
	setText(byId("inspect-title"), id);
	setText(byId("inspect-state"), `in ${namespace}`);
	byId("inspect-facts").replaceChildren();
	setText(byId("inspect-log"), "");
	byId("exec-form").hidden = true;
	byId("inspect-actions").hidden = true;
	byId("inspect-result").hidden = true;
	byId("exec-output").hidden = true;
	byId("inspect").showModal();
	readContainer();
}

async function readContainer() {
	clearTimeout(inspectTimer);
	const asked = inspected;
	if (!asked) return;
	try {
		const query = new URLSearchParams(asked);
		const response = await fetch(`api/container?${query}`, { cache: "no-store", signal: AbortSignal.timeout(15000) });
		const answer = await response.json();
		if (asked === inspected) showContainer(asked, answer);
	}
	catch (failure) {
		if (asked === inspected) setText(byId("inspect-state"), "The application does not answer.");
	}
	if (asked === inspected) inspectTimer = setTimeout(readContainer, INSPECT_INTERVAL);
}

function showContainer(asked, answer) {
	if (answer.problem) {
		setText(byId("inspect-state"), answer.problem);
		return;
	}
	const shown = shownContainer(asked);
	const running = Boolean(shown && shown.running);
	setText(byId("inspect-state"), [`in ${asked.namespace}`, ...(shown ? [describeStatus(shown.task)] : []),
		...(answer.declared ? [`declared by this application (${answer.declared.phase})`] : [])].join(", "));
	updateFacts(byId("inspect-facts"), [
		...Object.entries(answer.declared ? answer.declared.probes : {}).map(([name, state]) => [`probe ${name}`, state]),
		...Object.entries(answer.limits).map(([name, limit]) => [`limit ${name}`, limit]),
		["addresses", answer.addresses.join(" ")],
		["published", answer.declared ? answer.declared.ports.join(", ") : ""],
	]);
	const log = byId("inspect-log");
	const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
	setText(log, answer.log.join("\n") || "There is no log.");
	if (atEnd) log.scrollTop = log.scrollHeight;
	byId("exec-form").hidden = !answer.changes || !running;
	byId("action-terminal").disabled = !running;
	byId("action-terminal").title = running ? "" : "Only a running container can have one.";
	byId("inspect-actions").hidden = !answer.changes;
}

// As the tree has it.
function shownContainer({ namespace, id }) {
	const owner = namespaces.find((each) => each.name === namespace);
	return owner && owner.containers.find((each) => each.id === id);
}

async function runCommand() {
	const asked = inspected;
	const script = byId("exec-script").value;
	if (!await ask(`Run this in ${asked.id}?`, `By a shell, in the namespace ${asked.namespace}.`, [script], "Run", "primary")) return;
	const output = byId("exec-output");
	output.hidden = false;
	setText(output, "running …");
	try {
		const response = await fetch("api/changes/exec", { method: "POST",
			headers: { "X-Containerd-Dashboard": "1", "Content-Type": "application/json" },
			body: JSON.stringify({ ...asked, script }) });
		const answer = await response.json();
		setText(output, response.ok
			? `${answer.output}${answer.timedOut ? "killed: it took too long" : `exit code ${answer.exitCode}`}`
			: answer.problem || answer.error);
	}
	catch (failure) {
		setText(output, "The application does not answer.");
	}
	output.scrollTop = output.scrollHeight;
}

byId("exec-form").addEventListener("submit", (submit) => {
	submit.preventDefault();
	runCommand();
});
byId("inspect-close").addEventListener("click", () => byId("inspect").close());
byId("inspect").addEventListener("close", () => {
	inspected = null;
	clearTimeout(inspectTimer);
});
