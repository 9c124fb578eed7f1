package io.github.containerd4j.spring.terminal;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.spec.SpecDocument;

import org.springframework.web.socket.TextMessage;

/**
 * The messages besides input and output, in JSON.
 */
final class TerminalMessages {

	private TerminalMessages() {
	}

	static TextMessage exit(int code) {
		return message(SpecDocument.parse("{\"type\": \"exit\"}").set("/code", code));
	}

	static TextMessage error(String message) {
		return message(SpecDocument.parse("{\"type\": \"error\"}").set("/message", message));
	}

	private static TextMessage message(SpecDocument document) {
		return new TextMessage(document.toJson());
	}

	/**
	 * Reads what a client says.
	 * @throws InvalidArgumentException if it is no message that is known
	 */
	static Resize parse(String json) {
		SpecDocument document = SpecDocument.parse(json);
		String type = document.findText("/type").orElse("");
		if (!type.equals("resize")) {
			throw InvalidArgumentException.of("message type", type, "expected resize");
		}
		return new Resize(size(document, "/columns"), size(document, "/rows"));
	}

	private static int size(SpecDocument document, String pointer) {
		return TerminalRequest.requireSize(document.find(pointer).map(String::valueOf).orElse(""));
	}

	record Resize(int columns, int rows) {

	}

}
