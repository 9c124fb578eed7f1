"use strict";

// A shell in a container: xterm.js shows what its terminal prints, and a WebSocket carries it.

const INPUT_PIECE = 16384;

const HIDE_CURSOR = "\x1b[?25l";

const ENDINGS = {
	1008: "The shell was quiet for too long.",
	1013: "There are too many shells already.",
};

let shell = null;

async function openTerminal({ namespace, id }) {
	const sure = await ask(`Open a shell in ${id}?`, `In the namespace ${namespace}. It may do whatever the container may, and ends when its window is closed.`, [], "Open", "primary");
	if (!sure) return;
	setText(byId("terminal-title"), id);
	setText(byId("terminal-state"), "connecting …");
	byId("terminal").showModal();
	const screen = new Terminal({ cursorBlink: true, fontSize: 14,
		fontFamily: "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace",
		theme: { background: "#0e131b", foreground: "#e6ebf3", cursor: "#7db0ff", selection: "#7db0ff55" } });
	const fit = new FitAddon.FitAddon();
	screen.loadAddon(fit);
	screen.open(byId("terminal-screen"));
	fit.fit();
	shell = connectShell(screen, { namespace, container: id, columns: screen.cols, rows: screen.rows });
	shell.observer = new ResizeObserver(() => fit.fit());
	shell.observer.observe(byId("terminal-screen"));
	screen.focus();
}

function connectShell(screen, query) {
	const address = new URL("containerd/terminal", location.href);
	address.protocol = address.protocol.replace("http", "ws");
	address.search = new URLSearchParams(query);
	const socket = new WebSocket(address);
	const made = { screen, socket, told: "" };
	socket.binaryType = "arraybuffer";
	socket.onopen = () => setText(byId("terminal-state"), `shell in ${query.namespace}`);
	socket.onmessage = (message) => {
		if (typeof message.data === "string") made.told = toldBy(JSON.parse(message.data));
		else screen.write(new Uint8Array(message.data));
	};
	socket.onclose = (close) => {
		if (shell !== made) return;
		screen.write(HIDE_CURSOR);
		setText(byId("terminal-state"), made.told || ENDINGS[close.code] || "The connection has ended.");
	};
	screen.onData((text) => sendInput(socket, new TextEncoder().encode(text)));
	screen.onBinary((text) => sendInput(socket, Uint8Array.from(text, (character) => character.charCodeAt(0))));
	screen.onResize(({ cols, rows }) => {
		if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "resize", columns: cols, rows }));
	});
	return made;
}

function toldBy(message) {
	return message.type === "exit" ? `The shell has ended with exit code ${message.code}.` : message.message;
}

// What is pasted may be more than one message can be.
function sendInput(socket, bytes) {
	if (socket.readyState !== WebSocket.OPEN) return;
	for (let start = 0; start < bytes.length; start += INPUT_PIECE) {
		socket.send(bytes.subarray(start, start + INPUT_PIECE));
	}
}

function closeShell() {
	const closing = shell;
	shell = null;
	if (!closing) return;
	closing.observer.disconnect();
	closing.socket.close();
	closing.screen.dispose();
	byId("terminal-screen").replaceChildren();
}

// The escape key belongs to the shell.
byId("terminal").addEventListener("cancel", (cancel) => cancel.preventDefault());
byId("terminal").addEventListener("close", closeShell);
byId("terminal-close").addEventListener("click", () => byId("terminal").close());
