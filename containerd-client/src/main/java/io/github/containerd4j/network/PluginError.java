package io.github.containerd4j.network;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * How a plugin says that it failed.
 *
 * @param code the number; see the chapter "Error" of the CNI specification
 * @param message what happened
 * @param details more about it
 */
record PluginError(int code, String message, String details) {

	/**
	 * Reads what a failed plugin printed.
	 * @return the error; {@code null} if it is none
	 */
	static @Nullable PluginError find(String output) {
		try {
			JsonView json = JsonView.parse("error of a plugin", output);
			if (!json.has("code") && !json.has("msg")) {
				return null;
			}
			return new PluginError(json.integer("code"), json.text("msg"), json.text("details"));
		}
		catch (InvalidArgumentException ex) {
			return null;
		}
	}

	ErrorCode errorCode() {
		return switch (this.code) {
			case 1, 2 -> ErrorCode.UNIMPLEMENTED;
			case 3 -> ErrorCode.NOT_FOUND;
			case 4, 6, 7 -> ErrorCode.INVALID_ARGUMENT;
			case 11, 50, 51 -> ErrorCode.UNAVAILABLE;
			default -> ErrorCode.UNKNOWN;
		};
	}

}
